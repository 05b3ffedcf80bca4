import type { AgentHold } from "../operations/agent-hold.ts";
import type { ReadOptions } from "./create-answer.ts";
import { codeText, escapeText, mentionUser } from "./escape-text.ts";
import { formatDate } from "./format-time.ts";
import { type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import type { Row } from "./rows.ts";
import { verbWords } from "./verb-words.ts";

const REASON_LENGTH = 300;

/** What keeps others from changing an agent, a row each. In the channel nobody is called for a question of others. */
export function describeHold({ operation, lock }: AgentHold, { audience }: ReadOptions): readonly Row[] {
  const by = (user: string): Mrkdwn => (audience === "asker" ? mrkdwn` by ${mentionUser(user)}` : mrkdwn``);
  const rows: Row[] = [];
  if (lock) {
    const end = lock.until === null ? mrkdwn`` : mrkdwn` until ${formatDate(lock.until)}`;
    rows.push({ text: mrkdwn`🔒 Locked${by(lock.by)}${end}: “${escapeText(lock.reason, REASON_LENGTH)}”` });
  }
  if (operation) {
    const { noun } = verbWords(operation.verb);
    rows.push({
      text: mrkdwn`⏳ Has an open ${noun}${by(operation.by)} since ${formatDate(operation.since)} (${codeText(operation.operationId)})`,
    });
  }
  return rows;
}
