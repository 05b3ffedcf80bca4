import type { SecretSet } from "./supply-schemas.ts";

/** From a change of a set to its being provisioned in its region: "a few seconds", as documented. */
export const PROVISION_MS = 3_000;

/** What the platform says of the set at that time. */
export function secretSetStatus({ status, readyAt }: SecretSet, at: number): SecretSet["status"] {
  return status === "pending" && readyAt !== null && readyAt <= at ? "ready" : status;
}
