/** What is under way, and what was done lately: `/agent operations`. */
import type { OperationSummary } from "../operations/operation-summary.ts";
import type { CardPlace } from "../operations/outbox-write.ts";
import { createAnswer, type ReadOptions } from "./create-answer.ts";
import { boldText, codeText, escapeText, linkText, mentionChannel, mentionUser } from "./escape-text.ts";
import { formatAgo, formatDate, formatDuration } from "./format-time.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { operationState } from "./operation-state.ts";
import { describeScope, type RecordQuestion, recordCommand } from "./record-question.ts";
import type { View } from "./view.ts";

export interface OperationList extends RecordQuestion {
  /** Open ones first, then those that ended last. */
  readonly operations: readonly OperationSummary[];
  /** Where their cards stand, by id, as far as Slack has them. */
  readonly cards: Readonly<Record<string, CardPlace>>;
  /** There are more that are not listed. */
  readonly hasMore: boolean;
}

export function renderOperations(list: OperationList, options: ReadOptions): View {
  const { operations, cards, hasMore } = list;
  const open = operations.filter(({ endedAt }) => endedAt === null).length;
  const ended = operations.length - open;
  const isUnderWay = (scope: Mrkdwn): Mrkdwn => mrkdwn`${countOperations(open)} under way${scope}`;
  return createAnswer(
    {
      text: mrkdwn`${isUnderWay(describeScope(list, escapeText))}.`,
      headline: joinMrkdwn([
        isUnderWay(describeScope(list, boldText)),
        ended === 0 ? null : mrkdwn`${ended} ended in the last 30 days`,
      ]),
      rows: operations.map((operation) => ({
        text: describeOperation(operation, cards[operation.id] ?? null, options.now),
      })),
      notes: [hasMore ? mrkdwn`… and older ones that are not listed` : null],
      command: recordCommand("operations", list),
      buttons: [],
    },
    options,
  );
}

/** "No operation is", "1 operation is", "3 operations are". */
function countOperations(count: number): Mrkdwn {
  if (count === 0) return mrkdwn`No operation is`;
  return count === 1 ? mrkdwn`1 operation is` : mrkdwn`${count} operations are`;
}

function describeOperation(operation: OperationSummary, card: CardPlace | null, now: number): Mrkdwn {
  const { id, verb, project, agentName, askedBy, startedAt, phase, endedAt } = operation;
  const { sign, words } = operationState(phase);
  return joinMrkdwn([
    mrkdwn`${sign} ${codeText(verb)} of ${boldText(`${project}/${agentName}`)} ${words}`,
    endedAt === null
      ? mrkdwn`asked for by ${mentionUser(askedBy)} since ${formatDate(startedAt)} (${formatAgo(startedAt, now)})`
      : mrkdwn`asked for by ${mentionUser(askedBy)}, ended ${formatDate(endedAt)} after ${formatDuration(endedAt - startedAt)}`,
    card === null ? null : describeCard(card),
    codeText(id),
  ]);
}

/** A link to the card; its channel while Slack has not told the link. */
function describeCard({ channelId, permalink }: CardPlace): Mrkdwn {
  const link = permalink === null ? null : linkText(permalink, mrkdwn`card`);
  return link ?? mrkdwn`card in ${mentionChannel(channelId)}`;
}
