/** Every agent of every project, with as few calls as the platforms allow: a list each, and more only where that says too little. */
import type { Failure } from "../failure.ts";
import type { AgentPlatform, ListedAgent, PlatformName } from "./port.ts";

export interface Fleet {
  /** In the order of the configuration. */
  readonly projects: readonly FleetProject[];
}

export type FleetProject = {
  readonly project: string;
  readonly platform: PlatformName;
} & (
  | {
      readonly answer: "agents";
      /** Ordered by name; agents that vanished since they were listed are left out. */
      readonly agents: readonly FleetAgent[];
    }
  | { readonly answer: "out-of-time" }
  | { readonly answer: "failed"; readonly failure: Failure }
);

export interface FleetAgent extends ListedAgent {
  /** Why there is no `status`; null with no `status` either: the time was over. */
  readonly failure: Failure | null;
}

/**
 * Reads until `deadline`, then answers with what it has. The platforms must have been made with
 * `withDeadline(fetch, deadline)` around the limited fetch: that is what ends the calls that are still under way.
 */
export async function readFleet(platforms: readonly AgentPlatform[], deadline: AbortSignal): Promise<Fleet> {
  return { projects: await Promise.all(platforms.map((platform) => readProject(platform, deadline))) };
}

async function readProject(platform: AgentPlatform, deadline: AbortSignal): Promise<FleetProject> {
  const from = { project: platform.project, platform: platform.name };
  const list = await platform.listAgents();
  if (list.ok) {
    const agents = await Promise.all(list.value.map((listed) => describe(platform, listed, deadline)));
    return { ...from, answer: "agents", agents: agents.filter((agent) => agent !== null).toSorted(byName) };
  }
  if (deadline.aborted) return { ...from, answer: "out-of-time" };
  return { ...from, answer: "failed", failure: list.failure };
}

/** null: gone since it was listed. */
async function describe(
  platform: AgentPlatform,
  listed: ListedAgent,
  deadline: AbortSignal,
): Promise<FleetAgent | null> {
  if (listed.status) return { ...listed, failure: null };
  const answer = await platform.describeAgent(listed.agent);
  if (answer.ok) return { ...listed, status: answer.value, failure: null };
  if (answer.failure.kind === "platform-not-found") return null;
  return { ...listed, failure: deadline.aborted ? null : answer.failure };
}

/** By code unit, so that the order is the same everywhere; by id where names are equal. */
function byName({ agent: a }: ListedAgent, { agent: b }: ListedAgent): number {
  const [left, right] = a.name === b.name ? [a.id, b.id] : [a.name, b.name];
  return left < right ? -1 : Number(left > right);
}
