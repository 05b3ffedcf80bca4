/**
 * Milliseconds since 1970 from a count of seconds, milliseconds, microseconds or nanoseconds; null for 0 (not set).
 * The documents say seconds, the server sends nanoseconds (livekit-server room.go, agent/worker.go), so the unit is
 * told by the magnitude; that holds for every time from 1973 up to the year 5138.
 */
export function parseEpoch(count: bigint): number | null {
  if (count <= 0n) return null;
  if (count > 10n ** 17n) return Number(count / 1_000_000n);
  if (count > 10n ** 14n) return Number(count / 1_000n);
  if (count > 10n ** 11n) return Number(count);
  return Number(count * 1_000n);
}
