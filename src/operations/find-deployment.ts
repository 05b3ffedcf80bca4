/** A deployment of LiveKit's by the name that somebody typed, and never production. */
import { type Candidate, fail, type Result, succeed } from "../failure.ts";
import type { LiveKitAgentStatus, LiveKitRegion } from "../platforms/port.ts";

const KNOWN_SHOWN = 5;

export interface DeploymentAsked {
  readonly verb: string;
  readonly flag: string;
  readonly usage: string;
}

/** Its rows, one for each region; at least one. */
export function findDeployment(
  { project, id, name }: Candidate,
  deployment: string,
  status: LiveKitAgentStatus,
  { verb, flag, usage }: DeploymentAsked,
): Result<readonly LiveKitRegion[]> {
  const agent = { project, id, name };
  if (deployment === "" || deployment === "production") {
    return fail({ kind: "bad-value", usage, name: flag, expected: "a deployment other than production" });
  }
  const regions = status.regions.filter((row) => row.status.toLowerCase() !== "deleted");
  const deployments = new Set(regions.map((row) => row.deployment));
  if (deployments.size > 0 && [...deployments].every((one) => one === null)) {
    const why = `${name} has no named deployments, only production`;
    return fail({ kind: "not-offered", verb, service: "LiveKit Cloud", why });
  }
  const found = regions.filter((row) => row.deployment === deployment);
  if (found.length > 0) return succeed(found);
  const named = [...deployments].filter((one) => one !== null && one !== "production");
  const known = named.filter((one) => one !== null).slice(0, KNOWN_SHOWN);
  return fail({ kind: "deployment-not-found", agent, deployment, known });
}
