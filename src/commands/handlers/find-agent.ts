import { fail, type Result, succeed } from "../../failure.ts";
import type { AgentIdentity, AgentPlatform } from "../../platforms/port.ts";
import { parseAgentReference, type ResolvedAgent, resolveAgent } from "../../platforms/resolve-agent.ts";

/** The agent that a command is about: `name`, `project/name` or an id, within `--project` if one is given. */
export async function findAgent(
  input: { readonly agent: string; readonly project: string | null },
  usage: string,
  platforms: readonly AgentPlatform[],
): Promise<Result<ResolvedAgent>> {
  const reference = parseAgentReference(input.agent);
  const { project } = input;
  if (project !== null && reference.project !== null && reference.project !== project) {
    const expected = `\`${reference.project}\`, or left out: the agent names its project`;
    return fail({ kind: "bad-value", usage, name: "--project", expected });
  }
  return await resolveAgent({ ...reference, project: reference.project ?? project }, platforms);
}

/** The same, without what its platform says of it in a list. */
export async function findExisting(
  ...question: Parameters<typeof findAgent>
): Promise<Result<{ readonly platform: AgentPlatform; readonly agent: AgentIdentity }>> {
  const found = await findAgent(...question);
  if (!found.ok) return found;
  const { platform, listed } = found.value;
  return succeed({ platform, agent: listed.agent });
}

/** The platforms that a command looks at: the named project's, or all. */
export function selectPlatforms(
  project: string | null,
  platforms: readonly AgentPlatform[],
): Result<readonly AgentPlatform[]> {
  if (project === null) return succeed(platforms);
  const selected = platforms.filter((platform) => platform.project === project);
  if (selected.length > 0) return succeed(selected);
  return fail({
    kind: "unknown-project",
    given: project,
    known: platforms.map((platform) => platform.project),
  });
}
