/** Which version a promotion brings to production. */
import { type Candidate, fail, type Result, succeed } from "../failure.ts";
import type { LiveKitAgentStatus } from "../platforms/port.ts";
import { findDeployment } from "./find-deployment.ts";
import { productionRegions } from "./production-regions.ts";

export function choosePromotion(
  { project, id, name }: Candidate,
  from: string,
  status: LiveKitAgentStatus,
  usage: string,
): Result<string> {
  const agent = { project, id, name };
  const source = findDeployment(agent, from, status, { verb: "promote", flag: "--from", usage });
  if (!source.ok) return source;
  const version = source.value.find((row) => row.version !== null)?.version;
  if (!version) return fail({ kind: "never-deployed", agent, version: from });
  const production = productionRegions(status);
  return production.length > 0 && production.every((row) => row.version === version)
    ? fail({ kind: "already-current", agent, version })
    : succeed(version);
}
