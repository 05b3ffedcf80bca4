import { fail, type Result, succeed } from "../../failure.ts";
import type { LogTail, LogTailOptions } from "../log-tail.ts";
import { type LiveKitAgentStatus, type LiveKitRegion, SERVICE_NAMES } from "../port.ts";
import type { LiveKitProject } from "../project.ts";
import { selectLogLines } from "../select-log-lines.ts";
import { toLogLines } from "../to-log-lines.ts";
import type { LiveKitTools } from "./call-twirp.ts";
import { readLog } from "./log-client.ts";

const PRODUCTION = "production";
/** What stands in the log of an agent that sleeps (community.livekit.io 1288); people took it for an error. */
const SHUT_DOWN = /\bagent has shut ?down due to inactivity\b/i;

/**
 * The log of one region, since each has its own: of one that failed, else of one that is awake. The service gives the
 * newest instance's, with no way to ask for less. `deploymentId` is the name of a deployment; null: production.
 */
export async function readLogTail(
  project: LiveKitProject,
  tools: LiveKitTools,
  describe: () => Promise<Result<LiveKitAgentStatus>>,
  options: LogTailOptions,
): Promise<Result<LogTail>> {
  const { deploymentId, type = "deploy" } = options;
  if (options.sessionId != null) return fail(NO_SESSIONS);
  const status = await describe();
  if (!status.ok) return status;
  const { agent, regions } = status.value;
  const wanted = deploymentId ?? PRODUCTION;
  const nameOf = ({ deployment }: LiveKitRegion): string => deployment ?? PRODUCTION;
  const region = chooseRegion(regions.filter((row) => nameOf(row) === wanted));
  if (!region && deploymentId !== null) {
    const known = [...new Set(regions.map(nameOf))];
    return fail({ kind: "deployment-not-found", agent, deployment: deploymentId, known });
  }
  if (!region) return succeed({ ...NOTHING, ...selectLogLines([], options) });
  const log = await readLog(project, tools, {
    agentId: agent.id,
    serverRegion: region.serverRegion,
    deployment: wanted === PRODUCTION ? "" : wanted,
    type,
  });
  if (!log.ok) return log;
  const { text, isCut } = log.value;
  const written = toLogLines([{ text, at: null }]);
  const isAsleep = SHUT_DOWN.test(written.at(-1)?.text ?? "");
  const lines = isAsleep ? written.slice(0, -1) : written;
  return succeed({ ...selectLogLines(lines, options), isCut, isAsleep, region: region.region });
}

const NOTHING = { isCut: false, isAsleep: false, region: null } as const;

const NO_SESSIONS = {
  kind: "not-offered",
  verb: "logs --session",
  service: SERVICE_NAMES.livekit,
  why: "its log does not say which session a line belongs to; find the lines of a room with `--grep` and its name",
} as const;

function chooseRegion(regions: readonly LiveKitRegion[]): LiveKitRegion | undefined {
  return (
    regions.find(({ health }) => health === "failed") ??
    regions.find(({ health }) => health !== "asleep") ??
    regions[0]
  );
}
