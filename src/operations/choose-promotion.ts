/** Which version a promotion brings to production. */
import { type Candidate, fail, type Result, succeed } from "../failure.ts";
import type { LiveKitAgentStatus } from "../platforms/port.ts";
import { productionRegions } from "./production-regions.ts";

const KNOWN_SHOWN = 5;

export function choosePromotion(
  { project, id, name }: Candidate,
  from: string,
  status: LiveKitAgentStatus,
  usage: string,
): Result<string> {
  const agent = { project, id, name };
  if (from === "" || from === "production") {
    return fail({ kind: "bad-value", usage, name: "--from", expected: "a deployment other than production" });
  }
  const deployments = new Set(status.regions.map(({ deployment }) => deployment));
  if (deployments.size > 0 && [...deployments].every((deployment) => deployment === null)) {
    const why = `${name} has no named deployments, only production`;
    return fail({ kind: "not-offered", verb: "promote", service: "LiveKit Cloud", why });
  }
  const source = status.regions.filter(({ deployment }) => deployment === from);
  if (source.length === 0) {
    const named = [...deployments].filter((deployment) => deployment !== null && deployment !== "production");
    const known = named.filter((deployment) => deployment !== null).slice(0, KNOWN_SHOWN);
    return fail({ kind: "deployment-not-found", agent, deployment: from, known });
  }
  const version = source.find((row) => row.version !== null)?.version;
  if (!version) return fail({ kind: "never-deployed", agent, version: from });
  const production = productionRegions(status);
  return production.length > 0 && production.every((row) => row.version === version)
    ? fail({ kind: "already-current", agent, version })
    : succeed(version);
}
