/** What a write does to its lane. Each gives the very same lane where there is nothing new: then nothing is stored. */

import type { View } from "../views/view.ts";
import { cardLaneKey, createLane, NO_EFFORT, type OutboxLane, userLaneKey } from "./outbox-lane.ts";
import type { CardWrite, ReplyWrite } from "./outbox-write.ts";

/** For so long a key is not sent again. */
export const KEPT_MS = 30 * 24 * 60 * 60_000;

/** The last state wins, and one that is shown already, or on its way, is nothing new. */
export function writeCard(before: OutboxLane | null, write: CardWrite, now: number): OutboxLane | null {
  const { key, channelId, threadTs, askedBy, rank, revision } = write;
  const view = JSON.stringify(write.view);
  const lane = before ?? createLane(cardLaneKey(key), null);
  const { card } = lane;
  if (!card) {
    const place = { key, channelId, threadTs, askedBy };
    const asked = { rank, revision, wanted: view, since: now, shown: null, effort: NO_EFFORT };
    const message = { ts: null, calledAt: 0, gone: false, part: 1, permalink: null };
    return { ...lane, card: { ...place, ...asked, ...message, lost: null, owed: NO_EFFORT } };
  }
  // While another state is on its way nobody knows what Slack shows, so `shown` counts only without one.
  if (revision < card.revision || view === (card.wanted ?? card.shown)) return before;
  // Where nothing can be shown any more only what must be seen is told, to the one who asked.
  if (card.lost && (card.ts === null || rank === "progress")) return before;
  // What merely moves on is not worth another message where the one that there was cannot be edited.
  if (card.gone && rank === "progress") return before;
  const urgent = rank === "decision";
  const waiting = card.wanted !== null;
  return {
    ...lane,
    card: {
      ...card,
      rank: waiting ? (urgent ? rank : card.rank) : rank,
      revision,
      wanted: view,
      since: waiting ? card.since : now,
      effort: { ...card.effort, rendition: "full", ...(urgent && { notBefore: 0 }) },
    },
  };
}

export function writeReply(
  before: OutboxLane | null,
  { key, cardKey, view }: ReplyWrite,
  now: number,
): OutboxLane | null {
  return writeNote(before ?? createLane(cardLaneKey(cardKey), null), key, view, now) ?? before;
}

export function writeTell(
  before: OutboxLane | null,
  { key, userId, view }: { readonly key: string; readonly userId: string; readonly view: View },
  now: number,
): OutboxLane | null {
  return writeNote(before ?? createLane(userLaneKey(userId), userId), key, view, now) ?? before;
}

/** null when this key is known. */
function writeNote(lane: OutboxLane, key: string, view: View, now: number): OutboxLane | null {
  if ([...lane.notes, ...lane.sent].some((known) => known.key === key)) return null;
  const note = { key, view: JSON.stringify(view), since: now, effort: NO_EFFORT, unthreaded: false };
  const sent = lane.sent.filter(({ at }) => at > now - KEPT_MS);
  return { ...lane, notes: [...lane.notes, note], sent };
}
