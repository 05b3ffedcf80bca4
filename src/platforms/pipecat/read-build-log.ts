import { type Failure, fail, type Result, succeed } from "../../failure.ts";
import type { LogTail, LogTailOptions } from "../log-tail.ts";
import { SERVICE_NAMES } from "../port.ts";
import { selectLogLines } from "../select-log-lines.ts";
import type { PipecatClient } from "./pipecat-client.ts";
import { toAgentStatus } from "./to-agent-status.ts";

/** The log of the build that the agent runs on. A build belongs to no agent there, so no other can be found. */
export async function readBuildLog(
  client: PipecatClient,
  project: string,
  name: string,
  options: LogTailOptions,
): Promise<Result<LogTail>> {
  if (options.sessionId != null) return fail(notOffered("a build has no sessions; leave out `--session`"));
  const described = await client.getAgent(name);
  if (!described.ok) return described;
  const { buildId, image, desiredDeploymentId } = toAgentStatus(described.value, project);
  if (options.deploymentId !== null && options.deploymentId !== desiredDeploymentId)
    return fail(
      notOffered("of an earlier deployment it does not say what was built for it; leave out `--deployment`"),
    );
  if (buildId === null) {
    const made =
      image === null ? "no build is named in its deployment" : "it runs an image, which was built elsewhere";
    return fail(notOffered(`${made}; \`/agent logs ${name}\` has what its program writes`));
  }
  const log = await client.builds.readLog(buildId);
  if (!log.ok) return log;
  const { lines, isCut } = log.value;
  return succeed({ ...selectLogLines(lines, options), isCut, isAsleep: false, region: null });
}

const notOffered = (why: string): Failure => ({
  kind: "not-offered",
  verb: "logs --type build",
  service: SERVICE_NAMES.pipecat,
  why,
});
