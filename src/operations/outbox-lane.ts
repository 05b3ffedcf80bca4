/**
 * What goes out one after the other: a card with the replies in its thread, or what one person is told privately.
 * Plain data; whatever is done to it makes a new one, which is stored before anything is sent.
 */
import type { Failure } from "../failure.ts";
import type { Rendition } from "./outbox-rendition.ts";
import type { Delivery } from "./outbox-write.ts";

export interface OutboxLane {
  readonly key: string;
  /** Who is told; null in the lane of a card. */
  readonly userId: string | null;
  /** null in the lane of a person, and until the card comes for which replies wait already. */
  readonly card: LaneCard | null;
  /** Still to be sent, in this order. */
  readonly notes: readonly LaneNote[];
  /** Kept so that the same key is not sent again. */
  readonly sent: readonly { readonly key: string; readonly at: number }[];
  /** The last post that was begun, or answer that came; 0: none yet. */
  readonly calledAt: number;
}

/** How far the sending of one message has come. */
export interface Effort {
  /** When a post was begun whose answer is not known: the message may be there. */
  readonly begunAt: number | null;
  /** How it is shown; a refusal makes it simpler. */
  readonly rendition: Rendition;
  /** Tries in a row that failed, and since when. */
  readonly failures: number;
  readonly failingSince: number | null;
  readonly notBefore: number;
}

export interface LaneCard {
  readonly key: string;
  readonly channelId: string;
  readonly threadTs: string | null;
  readonly askedBy: string;
  readonly rank: "decision" | "progress";
  readonly revision: number;
  /** The view that is still to be shown, as JSON, and since when it is. */
  readonly wanted: string | null;
  readonly since: number;
  /** The view that was shown last, as JSON; null when that is not known. */
  readonly shown: string | null;
  readonly ts: string | null;
  readonly calledAt: number;
  readonly effort: Effort;
  /** The message at `ts` cannot be edited any more; another one is to continue it. */
  readonly gone: boolean;
  /** Counts the messages of this card from 1. */
  readonly part: number;
  /** Why its channel takes nothing more from us. */
  readonly lost: Failure | null;
  /** The operation was told "pending" and waits to hear what became of it. */
  readonly owed: Effort | null;
  readonly permalink: string | null;
}

export interface LaneNote {
  readonly key: string;
  readonly view: string;
  readonly since: number;
  readonly effort: Effort;
  /** Its thread is gone: it goes to the channel itself. */
  readonly unthreaded: boolean;
}

export const NO_EFFORT: Effort = {
  begunAt: null,
  rendition: "full",
  failures: 0,
  failingSince: null,
  notBefore: 0,
};

export const cardLaneKey = (cardKey: string): string => `card ${cardKey}`;
export const userLaneKey = (userId: string): string => `user ${userId}`;

export const createLane = (key: string, userId: string | null): OutboxLane => ({
  key,
  userId,
  card: null,
  notes: [],
  sent: [],
  calledAt: 0,
});

/** What became of the latest state of a card. */
export function deliveryOf(card: LaneCard | null | undefined): Delivery {
  return (card?.wanted === null && settlementOf(card)) || { state: "pending" };
}

/** Whether there is a message of this card at all; null while that is open. */
export function settlementOf({ ts, lost }: LaneCard): Delivery | null {
  if (ts !== null) return { state: "shown", ts };
  return lost ? { state: "impossible", failure: lost } : null;
}

/** To be stored before the post is made. The first moment stays: from then on the message may be there. */
export function markBegun(lane: OutboxLane, about: "card" | "note", now: number): OutboxLane {
  const begin = <T extends { readonly effort: Effort }>(message: T): T => ({
    ...message,
    effort: { ...message.effort, begunAt: message.effort.begunAt ?? now },
  });
  const called = { ...lane, calledAt: now };
  if (about === "card") return { ...called, card: lane.card && begin(lane.card) };
  return { ...called, notes: lane.notes.map((note, index) => (index === 0 ? begin(note) : note)) };
}
