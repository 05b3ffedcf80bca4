import { fail, type Result, succeed } from "../../failure.ts";
import type { AgentIdentity, AgentPlatform } from "../../platforms/port.ts";
import { parseAgentReference } from "../../platforms/resolve-agent.ts";
import { selectPlatforms } from "./find-agent.ts";

/** The rule of the REST reference, `POST /agents`. */
const PIPECAT_NAME = /^[a-z0-9][-a-z0-9]{0,52}[a-z0-9]$/;

/** Where a new agent is to be: an agent that goes by its name, having no id yet. Its project has to be named where there are several. */
export function placeAgent(
  input: { readonly agent: string; readonly project: string | null },
  usage: string,
  platforms: readonly AgentPlatform[],
): Result<{ readonly platform: AgentPlatform; readonly agent: AgentIdentity }> {
  const reference = parseAgentReference(input.agent);
  const project = reference.project ?? input.project;
  const selected = selectPlatforms(project, platforms);
  if (!selected.ok) return selected;
  const [platform, ...others] = selected.value;
  if (!platform || others.length > 0) {
    const projects = selected.value.map((candidate) => candidate.project);
    return fail({ kind: "project-needed", verb: "create", projects });
  }
  const name = reference.agent;
  if (platform.name === "pipecat" && !PIPECAT_NAME.test(name)) {
    const expected = "a name of 2 to 54 small letters, digits and `-`, which begins and ends with none";
    return fail({ kind: "bad-value", usage, name: "agent", expected });
  }
  const { project: of, name: service } = platform;
  return succeed({ platform, agent: { project: of, platform: service, id: name, name } });
}
