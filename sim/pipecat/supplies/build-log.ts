import { buildStartedAt, buildStatus } from "./build-life.ts";
import type { Build } from "./supply-schemas.ts";

/** What a build has written so far; nothing while it waits. */
export function buildLog(build: Build, at: number): readonly string[] {
  if (buildStartedAt(build, at) === null) return [];
  const status = buildStatus(build, at);
  return [
    `#1 load build definition from ${build.dockerfilePath}`,
    `#2 load build context, ${build.contextSizeBytes} bytes`,
    ...(status === "success" ? ["#3 exporting to image done"] : []),
    ...(build.errorMessage === null ? [] : [`ERROR: ${build.errorMessage}`]),
  ];
}
