/** A build at a time: pending → building → success, unless the world said otherwise. The durations are the simulator's own. */
import type { Build } from "./supply-schemas.ts";

const WAITING_MS = 5_000;
/** From the request to the end of a build that succeeds. */
export const BUILD_MS = 65_000;

export function buildStatus({ status, createdAt, doneAt }: Build, at: number): Build["status"] {
  if (status !== "pending" || doneAt === null || at < createdAt + WAITING_MS) return status;
  return at < doneAt ? "building" : "success";
}

/** When work on the build began; null while it waits. */
export function buildStartedAt(build: Build, at: number): number | null {
  return buildStatus(build, at) === "pending" ? null : build.createdAt + WAITING_MS;
}
