/** What was built on LiveKit Cloud, and what was started on GitHub. */
import type { Chat } from "./chat.ts";
import { agentIn } from "./livekit-truth.ts";

/** How often a build was begun there: what was refused or never arrived is none. */
export const buildsOf = ({ livekit }: Chat): number =>
  livekit.calls.list("/build").filter(({ status }) => status === 200).length;

/** What each version says of itself, newest first; those that were there from the start say the same each time. */
export const attributesOf = (chat: Chat, agent: string): readonly Readonly<Record<string, string>>[] =>
  agentIn(chat, agent)?.versions.map(({ attributes }) => attributes) ?? [];
