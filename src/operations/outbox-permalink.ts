import type { OutboxSlack } from "./outbox-call.ts";
import type { OutboxLanes } from "./outbox-lanes.ts";

/** Asks Slack for the address of a card and keeps it. Where that fails it is no harm; whoever needs it asks again. */
export async function askPermalink(lanes: OutboxLanes, slack: OutboxSlack, key: string): Promise<void> {
  const card = lanes.load(key)?.card;
  if (!card?.ts || card.permalink !== null) return;
  const answer = await slack.readPermalink(card.channelId, card.ts);
  const lane = lanes.load(key);
  // Meanwhile the card may have been continued in another message.
  if (!answer.ok || lane?.card?.ts !== card.ts) return;
  lanes.keep({ ...lane, card: { ...lane.card, permalink: answer.value } });
  lanes.save();
}
