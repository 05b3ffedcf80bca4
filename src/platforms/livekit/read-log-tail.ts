import { type Result, succeed } from "../../failure.ts";
import type { LiveKitAgentStatus, LiveKitRegion, LogTailOptions } from "../port.ts";
import type { LiveKitProject } from "../project.ts";
import { toLogLines } from "../to-log-lines.ts";
import type { LiveKitTools } from "./call-twirp.ts";
import { readLog } from "./log-client.ts";

const PRODUCTION = "production";

/**
 * The newest lines of one region, since each has a log of its own: of one that failed, else of one that is awake.
 * `deploymentId` is the name of a deployment; null: production. None for an agent that runs nowhere.
 */
export async function readLogTail(
  project: LiveKitProject,
  tools: LiveKitTools,
  { agent, regions }: LiveKitAgentStatus,
  { lines, deploymentId }: LogTailOptions,
): Promise<Result<readonly string[]>> {
  const wanted = deploymentId ?? PRODUCTION;
  const region = chooseRegion(regions.filter(({ deployment }) => (deployment ?? PRODUCTION) === wanted));
  if (!region) return succeed([]);
  const log = await readLog(project, tools, {
    agentId: agent.id,
    serverRegion: region.serverRegion,
    deployment: wanted === PRODUCTION ? "" : wanted,
  });
  return log.ok ? succeed(toLogLines(log.value, lines)) : log;
}

function chooseRegion(regions: readonly LiveKitRegion[]): LiveKitRegion | undefined {
  return (
    regions.find(({ health }) => health === "failed") ??
    regions.find(({ health }) => health !== "asleep") ??
    regions[0]
  );
}
