/** Times in protojson. LiveKit counts in three units; the state of the simulator is in milliseconds since 1970 (UTC). */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A google.protobuf.Timestamp: RFC 3339 without trailing zeros in groups of three; null when unset. */
export function toTimestamp(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString().replace(".000Z", "Z");
}

/** Go's zero time stands for "never" (livekit-cli pkg/agentfs/utils.go). */
export function toTimestampOrZeroTime(ms: number | null): string {
  return toTimestamp(ms) ?? "0001-01-01T00:00:00Z";
}

/** An int64 of nanoseconds, as a string because it is above 2^53; "0" when unset. */
export function toNanoseconds(ms: number | null): string {
  return ms === null ? "0" : String(BigInt(Math.round(ms)) * 1_000_000n);
}

/** An int64 of whole seconds. */
export function toSeconds(ms: number): string {
  return String(Math.floor(ms / 1000));
}

/** An int64 of milliseconds. */
export function toMilliseconds(ms: number): string {
  return String(Math.round(ms));
}
