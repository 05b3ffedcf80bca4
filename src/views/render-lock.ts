/** What the channel is told when an agent is locked against changes, and when the lock is lifted. */
import type { AgentLock, OperationHold } from "../operations/agent-hold.ts";
import type { AgentIdentity } from "../platforms/port.ts";
import { actions, section } from "./blocks.ts";
import { agentCommand } from "./command-texts.ts";
import { createView } from "./create-view.ts";
import { boldText, escapeText, mentionUser } from "./escape-text.ts";
import { formatDate, formatDuration } from "./format-time.ts";
import { type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { verbWords } from "./verb-words.ts";
import type { View } from "./view.ts";

const REASON_LENGTH = 300;

/** Who locked it can still change it; what was called already goes on. `open`: the operation that has the agent. */
export function renderLocked(
  agent: AgentIdentity,
  lock: AgentLock,
  open: OperationHold | null,
  now: number,
): View {
  const until =
    lock.until === null
      ? mrkdwn`until somebody unlocks it`
      : mrkdwn`for ${formatDuration(lock.until - now)}, until ${formatDate(lock.until)}`;
  const text = mrkdwn`${boldText(`${agent.project}/${agent.name}`)} is locked by ${mentionUser(lock.by)} ${until}: “${escapeText(lock.reason, REASON_LENGTH)}”. Nobody else can change it meanwhile.${describeOpen(lock, open)}`;
  return createView({
    text,
    blocks: [
      section(mrkdwn`🔒 ${text}`),
      actions([
        { label: "Unlock", command: agentCommand("unlock", agent) },
        { label: "Status", command: agentCommand("status", agent) },
      ]),
    ],
  });
}

function describeOpen(lock: AgentLock, open: OperationHold | null): Mrkdwn {
  if (open === null || open.by === lock.by) return mrkdwn``;
  const { noun } = verbWords(open.verb);
  return mrkdwn` The ${noun} that ${mentionUser(open.by)} asked for is open: if it was not called yet, it will be refused; if it was, it goes on.`;
}

/** `by`: Slack user id of who lifted it. */
export function renderUnlocked(agent: AgentIdentity, lock: AgentLock, by: string, now: number): View {
  const whose = lock.by === by ? mrkdwn`` : mrkdwn` of ${mentionUser(lock.by)}`;
  const text = mrkdwn`${boldText(`${agent.project}/${agent.name}`)} can be changed again: ${mentionUser(by)} lifted the lock${whose} (“${escapeText(lock.reason, REASON_LENGTH)}”) after ${formatDuration(now - lock.since)}.`;
  return createView({
    text,
    blocks: [
      section(mrkdwn`🔓 ${text}`),
      actions([{ label: "Status", command: agentCommand("status", agent) }]),
    ],
  });
}
