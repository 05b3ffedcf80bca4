/** What LiveKit Cloud has and what it was told: the only truth about what was done. Agents by "project/name". */
import type { Chat } from "./chat.ts";

const CHANGES = /\/((?:Rollback|Restart|Promote|Delete)Agent)$/;

/** Every call that changes an agent, with what it was told: "RollbackAgent CA_p7KxQ2mVw9Ld 20250809003117". */
export const changesOf = ({ livekit }: Chat): string[] =>
  livekit.calls.list("livekit.CloudAgent/").flatMap(({ path, request }) => {
    const method = CHANGES.exec(path)?.[1];
    return method ? [[method, ...Object.values(Object(request)).filter(Boolean)].join(" ")] : [];
  });

/** An agent with its versions, newest first; undefined when there is none. */
export function agentIn({ livekit }: Chat, agent: string) {
  const [project, name] = agent.split("/");
  const found = livekit
    .state()
    .projects.find((candidate) => candidate.name === project)
    ?.agents.find((candidate) => candidate.name === name);
  return found && { ...found, versions: found.versions.toSorted((a, b) => b.createdAt - a.createdAt) };
}

/** Names of all its versions, newest first. */
export const versionsOf = (chat: Chat, agent: string): string[] =>
  agentIn(chat, agent)?.versions.map(({ version }) => version) ?? [];

export const currentVersion = (chat: Chat, agent: string): string | undefined =>
  agentIn(chat, agent)?.versions.find(({ current }) => current)?.version;
