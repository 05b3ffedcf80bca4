/** What a lane has to have done next, and the message that it is about. */
import { mentionChannel } from "../views/escape-text.ts";
import { type Mrkdwn, mrkdwn } from "../views/mrkdwn.ts";
import { type Effort, type LaneCard, type OutboxLane, settlementOf } from "./outbox-lane.ts";

export interface Errand {
  readonly lane: string;
  /** Two errands with the same slot are never under way together. */
  readonly slot: string;
  readonly about: "card" | "note";
  /** `look`: whether a post that was begun is there; `settle`: tell the operation what became of its card. */
  readonly kind: "post" | "edit" | "look" | "settle";
  /** A channel, or a person's id for a direct message. */
  readonly channelId: string;
  /** Goes before what merely moves on. */
  readonly urgent: boolean;
  readonly since: number;
  readonly notBefore: number;
}

export interface Message {
  readonly target: { readonly channelId: string; readonly threadTs: string | null };
  /** What is edited; null: it is posted. */
  readonly ts: string | null;
  /** As JSON. */
  readonly view: string;
  /** Said in front of it. */
  readonly notice: Mrkdwn | null;
  readonly metadataKey: string;
  readonly effort: Effort;
}

/** Slack's advice: edit a message at most once in three seconds. */
const EDIT_EVERY_MS = 3_000;
/** An answer may still be under way this long after the call; a look before that would prove nothing. */
const SETTLE_MS = 3_000;

const CONTINUED: Mrkdwn = mrkdwn`This continues an earlier message, which can no longer be edited.`;

export function errandsOf(lane: OutboxLane): readonly Errand[] {
  return [settleErrand(lane), sendErrand(lane, "card"), sendErrand(lane, "note")].filter(
    (errand) => errand !== null,
  );
}

/** null: there is nothing to send, or its place is not known yet. */
export function messageOf(lane: OutboxLane, about: Errand["about"]): Message | null {
  return about === "card" ? cardMessage(lane.card) : noteMessage(lane);
}

function sendErrand(lane: OutboxLane, about: Errand["about"]): Errand | null {
  const message = messageOf(lane, about);
  if (!message) return null;
  const { card, key, notes } = lane;
  const { begunAt, notBefore } = message.effort;
  const kind = message.ts !== null ? "edit" : begunAt !== null ? "look" : "post";
  const earliest = { edit: (card?.calledAt ?? 0) + EDIT_EVERY_MS, look: (begunAt ?? 0) + SETTLE_MS, post: 0 };
  return {
    lane: key,
    slot: key,
    about,
    kind,
    channelId: message.target.channelId,
    urgent: about === "card" && (card?.rank === "decision" || kind !== "edit"),
    since: (about === "card" ? card?.since : notes[0]?.since) ?? 0,
    notBefore: Math.max(notBefore, earliest[kind]),
  };
}

/** In a slot of its own: the operation may show its card again before it has heard us out. */
function settleErrand({ key, card }: OutboxLane): Errand | null {
  if (!card?.owed || !settlementOf(card)) return null;
  return {
    lane: key,
    slot: `settle ${key}`,
    about: "card",
    kind: "settle",
    channelId: card.channelId,
    urgent: true,
    since: card.since,
    notBefore: card.owed.notBefore,
  };
}

function cardMessage(card: LaneCard | null): Message | null {
  if (!card || card.wanted === null) return null;
  const { key, channelId, threadTs, ts, wanted: view, effort, part, revision } = card;
  if (card.lost) {
    const metadataKey = `${key} told ${revision}`;
    return { target: direct(card), ts: null, view, notice: movedFrom(card), metadataKey, effort };
  }
  return {
    target: { channelId, threadTs },
    ts: card.gone ? null : ts,
    view,
    notice: part > 1 ? CONTINUED : null,
    metadataKey: part > 1 ? `${key} part ${part}` : key,
    effort,
  };
}

function noteMessage({ userId, card, notes: [note] }: OutboxLane): Message | null {
  if (!note) return null;
  const { key: metadataKey, view, effort } = note;
  const message = { ts: null, view, notice: null, metadataKey, effort };
  if (userId !== null) return { ...message, target: { channelId: userId, threadTs: null } };
  if (card?.lost) return { ...message, target: direct(card), notice: movedFrom(card) };
  if (!card?.ts || card.gone) return null;
  const threadTs = note.unthreaded ? null : (card.threadTs ?? card.ts);
  return { ...message, target: { channelId: card.channelId, threadTs } };
}

const direct = ({ askedBy }: LaneCard): Message["target"] => ({ channelId: askedBy, threadTs: null });

const movedFrom = ({ channelId }: LaneCard): Mrkdwn =>
  mrkdwn`Told privately, because nothing more can be written to ${mentionChannel(channelId)}.`;
