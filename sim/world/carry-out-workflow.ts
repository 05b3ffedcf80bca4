import type { Run } from "../github/github-state.ts";
import type { LiveKitCloud } from "../livekit/livekit-cloud.ts";
import type { PipecatCloud } from "../pipecat/pipecat-cloud.ts";

export interface Clouds {
  readonly livekit: Pick<LiveKitCloud, "world">;
  readonly pipecat: Pick<PipecatCloud, "world">;
}

const SHORT_SHA = 7;

/** What a workflow of the starting repositories deploys when it has succeeded; others deploy nothing. */
export function carryOutWorkflow({ livekit, pipecat }: Clouds, { repository, sha, ref }: Run): void {
  if (repository === "acme/night-desk")
    livekit.world.deploy(
      { project: "prod", agent: "night-desk" },
      { attributes: { git_commit: sha, git_branch: ref } },
    );
  if (repository === "acme/voice-starter")
    pipecat.world.deploy("voice-starter", { image: `your-org/voice-starter:${sha.slice(0, SHORT_SHA)}` });
}
