/** Puts what came of a message into its lane, as the lane is now: a newer write may have come meanwhile. */
import type { Failure } from "../failure.ts";
import { type LaneCard, type LaneNote, NO_EFFORT, type OutboxLane } from "./outbox-lane.ts";
import type { Answered, Verdict } from "./outbox-verdict.ts";

export function applyVerdict(lane: OutboxLane, verdict: Verdict, answered: Answered): OutboxLane {
  const { errand, now } = answered;
  const called = { ...lane, calledAt: now };
  if (errand.about === "note") return applyToNote(called, verdict, now);
  const card = lane.card && applyToCard({ ...lane.card, calledAt: now }, verdict, answered);
  return { ...called, card };
}

function applyToCard(card: LaneCard, verdict: Verdict, { message, outcome, now }: Answered): LaneCard {
  switch (verdict.kind) {
    case "there": {
      // Of a message that was found it is not known which state it shows, so that state is sent once more.
      const shown = outcome.kind === "sent" ? message.view : null;
      const wanted = card.wanted === shown ? null : card.wanted;
      const said = { ...card, shown, wanted, since: now, effort: NO_EFFORT };
      // What is told privately is not the card.
      return card.lost ? said : { ...said, ts: verdict.ts, gone: false };
    }
    case "again":
      return { ...card, effort: { ...verdict.effort, ...renewed(card, message.view) } };
    case "gone":
      return message.ts === null
        ? { ...card, threadTs: null, effort: NO_EFFORT }
        : { ...card, wanted: worthAnother(card), ...CONTINUED, part: card.part + 1 };
    case "shut":
      return loseChannel(card, verdict.failure);
    case "given-up":
      return card.ts === null
        ? loseChannel(card, verdict.failure)
        : { ...card, wanted: null, shown: null, effort: NO_EFFORT };
  }
}

const CONTINUED = { gone: true, permalink: null, effort: NO_EFFORT } as const;

/** Where nothing can be edited, what merely moves on would be a message each time. */
const worthAnother = ({ rank, wanted }: LaneCard): string | null => (rank === "decision" ? wanted : null);

/** A view that came meanwhile is tried as it is meant, whatever was refused of the one before. */
const renewed = (card: LaneCard, sent: string): { rendition?: "full" } =>
  card.wanted === sent ? {} : { rendition: "full" };

/** What must be seen is then told to the one who asked, unless that is refused as well. */
function loseChannel(card: LaneCard, failure: Failure): LaneCard {
  const isTold = card.ts !== null && card.lost === null && card.rank === "decision";
  return {
    ...card,
    lost: card.lost ?? failure,
    wanted: isTold ? card.wanted : null,
    effort: NO_EFFORT,
  };
}

function applyToNote(lane: OutboxLane, verdict: Verdict, now: number): OutboxLane {
  const [note, ...later] = lane.notes;
  if (!note) return lane;
  const change = (changes: Partial<LaneNote>): OutboxLane => ({
    ...lane,
    notes: [{ ...note, ...changes }, ...later],
  });
  const close = (): OutboxLane => ({
    ...lane,
    notes: later,
    sent: [...lane.sent, { key: note.key, at: now }],
  });
  switch (verdict.kind) {
    case "there":
    case "given-up":
      return close();
    case "again":
      return change({ effort: verdict.effort });
    case "gone":
      return change({ effort: NO_EFFORT, unthreaded: true });
    case "shut":
      if (!lane.card || lane.card.lost) return close();
      return { ...change({ effort: NO_EFFORT }), card: loseChannel(lane.card, verdict.failure) };
  }
}
