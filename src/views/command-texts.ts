/** The texts of commands, for buttons. They go through the same grammar as typed ones. */
import { quoteArgument } from "../commands/quote-argument.ts";
import type { AgentIdentity } from "../platforms/port.ts";

/** A name that can be typed: it says what it says, and nothing gets lost on the way through Slack. */
const TYPEABLE = /^[^\s\p{C}](?:[^\p{C}]{0,98}[^\s\p{C}])?$/u;

/** "/agent status prod/support-line"; by id where the name cannot be typed. */
export function agentCommand(verb: string, agent: Pick<AgentIdentity, "project" | "id" | "name">): string {
  if (TYPEABLE.test(agent.name)) return `/agent ${verb} ${quoteArgument(`${agent.project}/${agent.name}`)}`;
  return `/agent ${verb} --id ${quoteArgument(agent.id)} --project ${quoteArgument(agent.project)}`;
}

/** "/agent list", "/agent status --project prod". */
export function fleetCommand(verb: string, project: string | null): string {
  return project === null ? `/agent ${verb}` : `/agent ${verb} --project ${quoteArgument(project)}`;
}

/** "/dispatch list room-1 --project prod"; with a dispatch id only that one. */
export function dispatchListCommand(project: string, room: string, dispatchId: string | null = null): string {
  const words = dispatchId === null ? [room] : [room, dispatchId];
  return `/dispatch list ${words.map(quoteArgument).join(" ")} --project ${quoteArgument(project)}`;
}

/** "/dispatch delete room-1 AD_x1y2z3 --project prod". */
export function dispatchDeleteCommand(project: string, room: string, dispatchId: string): string {
  return `/dispatch delete ${quoteArgument(room)} ${quoteArgument(dispatchId)} --project ${quoteArgument(project)}`;
}
