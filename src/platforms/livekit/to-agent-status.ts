/** LiveKit's description of an agent in our words: everything that `lk agent status` prints, and the colour. */

import { parseQuantity } from "../parse-quantity.ts";
import type { LiveKitAgentStatus, LiveKitRegion } from "../port.ts";
import type { LiveKitProject } from "../project.ts";
import type { WireAgent, WireDeployment } from "./cloud-agent-schemas.ts";
import { dashboardUrl } from "./dashboard-url.ts";
import { decideAgentHealth, decideRegionHealth } from "./decide-health.ts";

/** `name` is for an agent whose name the platform leaves blank, as it may. */
export function toAgentStatus(
  wire: WireAgent,
  project: Pick<LiveKitProject, "name" | "url">,
  name: string,
): LiveKitAgentStatus {
  const version = toVersion(wire.version);
  const regions = wire.agentDeployments.map((deployment) => toRegion(deployment, version));
  return {
    platform: "livekit",
    agent: {
      project: project.name,
      platform: "livekit",
      id: wire.agentId,
      name: agentName(wire) || name || wire.agentId,
    },
    health: decideAgentHealth(regions),
    version,
    deployedAt: wire.deployedAt,
    regions,
    dashboardUrl: dashboardUrl(project.url, wire.agentId),
  };
}

/** The name, from whichever place carries it; "" when none does. */
export function agentName(wire: WireAgent): string {
  return (
    wire.agentName || (wire.agentDeployments.find((deployment) => deployment.agentName)?.agentName ?? "")
  );
}

function toRegion(wire: WireDeployment, agentVersion: string | null): LiveKitRegion {
  const replicas = { current: wire.replicas, min: wire.minReplicas, max: wire.maxReplicas };
  const events = wire.events.map(({ type, count, timestamp }) => ({
    type: type.replace("AGENT_EVENT_TYPE_", "").replaceAll("_", " ").toLowerCase(),
    count,
    at: timestamp,
  }));
  // Before the first scrape the current figures are zeros that nobody measured.
  const measured = (quantity: string, factor?: number): number | null =>
    wire.lastScrapedAt === null ? null : parseQuantity(quantity, factor);
  return {
    region: wire.region,
    serverRegion: wire.serverRegion,
    deployment: wire.deploymentEnabled ? wire.deployment || "production" : null,
    status: wire.status,
    health: decideRegionHealth({ status: wire.status, replicas, events }),
    version: toVersion(wire.version) ?? agentVersion,
    cpu: { current: measured(wire.curCpu, 1000), limit: parseQuantity(wire.cpuLimit, 1000) },
    memory: { current: measured(wire.curMem), limit: parseQuantity(wire.memLimit) },
    replicas,
    lastSeenAt: wire.lastScrapedAt,
    events,
  };
}

/** "--" is what the platform writes for an agent that has no version yet. */
const toVersion = (version: string): string | null => (version === "" || version === "--" ? null : version);
