import type { Fetch } from "./call-json.ts";
import { createLiveKitPlatform } from "./livekit/livekit-platform.ts";
import { createPipecatPlatform } from "./pipecat/pipecat-platform.ts";
import type { AgentPlatform } from "./port.ts";
import type { Project } from "./project.ts";

/** The network, and the time in milliseconds since 1970. */
export interface PlatformTools {
  readonly fetch: Fetch;
  readonly now: () => number;
}

/**
 * One platform for each project, in their order. Cheap: make them anew for each request, with a `fetch` that carries
 * that request's limits (limit-connections.ts, with-deadline.ts).
 */
export function createPlatforms(
  projects: readonly Project[],
  tools: PlatformTools,
): readonly AgentPlatform[] {
  return projects.map((project) =>
    project.platform === "livekit"
      ? createLiveKitPlatform(project, tools)
      : createPipecatPlatform(project, tools),
  );
}
