/** What one operation hands to the outbox, and a Slack that does not answer. */
import type { CardWrite } from "../../../src/operations/outbox-write.ts";
import type { View } from "../../../src/views/view.ts";
import { createOutboxWorld, type Fate } from "./outbox-world.ts";

export const MINUTE_MS = 60_000;

export const viewOf = (text: string): View => ({ text, blocks: [] });
export const card = (revision: number, change: Partial<CardWrite> = {}): CardWrite => ({
  key: "OP1",
  channelId: "C1",
  threadTs: null,
  askedBy: "U1",
  view: viewOf(`state ${revision}`),
  rank: "progress",
  revision,
  ...change,
});
export const reply = (key: string) => ({ key, cardKey: "OP1", view: viewOf(key) });

/** As long as it is down. */
export function unreliable(fate: Fate = { kind: "down" }) {
  const slack = { isDown: true };
  const world = createOutboxWorld(() => (slack.isDown ? fate : { kind: "done" }));
  return { slack, world };
}
