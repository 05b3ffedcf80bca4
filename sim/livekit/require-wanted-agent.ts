import type { Agent, Project } from "./cloud-state.ts";
import { TwirpError } from "./twirp-error.ts";

/** The agent that a request names. A missing one is an `internal` error on the real Cloud, not `not_found`. */
export function requireWantedAgent(
  project: Project,
  wanted: { readonly agent_id: string; readonly agent_name?: string },
  missing = "failed to get agent",
): Agent {
  const agent = project.agents.find(({ id, name }) =>
    // An agent without a name is found by its id alone.
    wanted.agent_id ? id === wanted.agent_id : name !== "" && name === wanted.agent_name,
  );
  if (!agent) throw new TwirpError("internal", missing);
  return agent;
}
