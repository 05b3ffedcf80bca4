import type { SecretSet } from "./supply-schemas.ts";

/** From a change of a set to its being provisioned in its region: "a few seconds", as documented. */
export const PROVISION_MS = 3_000;

/** What the platform says of the set at that time. A set that has a failure before it, once it is tried, fails. */
export function secretSetStatus(
  { status, readyAt, errorMessage }: SecretSet,
  at: number,
): SecretSet["status"] {
  if (status !== "pending" || readyAt === null || readyAt > at) return status;
  return errorMessage === null ? "ready" : "failed";
}
