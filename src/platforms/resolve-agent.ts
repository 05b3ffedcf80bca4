import { distance } from "fastest-levenshtein";
import { type Candidate, type Failure, fail, type Result, succeed } from "../failure.ts";
import type { AgentPlatform, ListedAgent } from "./port.ts";

/** Which agent a person means: by name or id, in one project or in whichever has it. */
export interface AgentReference {
  readonly project: string | null;
  readonly agent: string;
}

/**
 * `name`, `project/name` or an id. Only the first slash divides, so that an agent whose own name has one can be written
 * `project/team/name`. A text with nothing on one side of the slash is a bare name, which no agent will have.
 */
export function parseAgentReference(text: string): AgentReference {
  const slash = text.indexOf("/");
  if (slash <= 0 || slash === text.length - 1) return { project: null, agent: text };
  return { project: text.slice(0, slash), agent: text.slice(slash + 1) };
}

export interface ResolvedAgent {
  /** Where the agent lives. */
  readonly platform: AgentPlatform;
  readonly listed: ListedAgent;
}

const SUGGESTIONS = 3;

/** Ids of LiveKit's agents; unique everywhere, unlike names. */
const CLOUD_AGENT_ID = /^CA_\w+$/;

/**
 * Finds the one agent with exactly that name or id, by one list call to each project that may have it; where there is no
 * such project, to all, to say which of them do. It never guesses: a bare name that was found once while another project
 * could not be asked may exist there too, so that is `agent-ambiguous` with a single candidate, and the person chooses.
 * An id is unique and settles it.
 */
export async function resolveAgent(
  reference: AgentReference,
  platforms: readonly AgentPlatform[],
): Promise<Result<ResolvedAgent>> {
  const { project, agent: given } = reference;
  const known = platforms.map((platform) => platform.project);
  const isUnknown = project !== null && !known.includes(project);
  const asked =
    project === null || isUnknown ? platforms : platforms.filter((platform) => platform.project === project);
  const lists = await Promise.all(
    asked.map(async (platform) => ({ platform, list: await platform.listAgents() })),
  );
  const agents: ResolvedAgent[] = [];
  const searched: string[] = [];
  const unreachable: string[] = [];
  const refused: string[] = [];
  let failure: Failure | null = null;
  for (const { platform, list } of lists) {
    if (list.ok) {
      searched.push(platform.project);
      agents.push(...list.value.map((listed) => ({ platform, listed })));
    } else {
      const isRefusal = list.failure.kind === "platform-unauthorized";
      (isRefusal ? refused : unreachable).push(platform.project);
      failure ??= list.failure;
    }
  }
  const matches = agents.filter(({ listed: { agent } }) => agent.id === given || agent.name === given);
  if (isUnknown)
    return fail({ kind: "unknown-project", given: project, known, candidates: matches.map(toCandidate) });
  if (failure && searched.length === 0) return fail(failure);

  const [match] = matches;
  if (!match) {
    return fail({
      kind: "agent-not-found",
      given,
      nearest: findNearest(given, agents),
      searched,
      unreachable,
      refused,
    });
  }
  const isById = match.listed.agent.id === given && CLOUD_AGENT_ID.test(given);
  const isCertain = failure === null || isById;
  if (matches.length === 1 && isCertain) return succeed(match);
  return fail({ kind: "agent-ambiguous", given, candidates: matches.map(toCandidate), unreachable, refused });
}

/** The agents whose names take the fewest edits, upper and lower case alike; none that is not really near. */
function findNearest(given: string, agents: readonly ResolvedAgent[]): readonly Candidate[] {
  const wanted = given.toLowerCase();
  return agents
    .map((agent) => ({ agent, edits: distance(wanted, agent.listed.agent.name.toLowerCase()) }))
    .filter(({ agent, edits }) => edits <= Math.max(2, Math.floor(agent.listed.agent.name.length / 3)))
    .toSorted((a, b) => a.edits - b.edits)
    .slice(0, SUGGESTIONS)
    .map(({ agent }) => toCandidate(agent));
}

const toCandidate = ({ listed: { agent } }: ResolvedAgent): Candidate => ({
  project: agent.project,
  id: agent.id,
  name: agent.name,
});
