/** One call to Slack for one message. */
import { type Result, succeed } from "../failure.ts";
import type { View } from "../views/view.ts";
import type { Errand, Message } from "./outbox-errand.ts";
import { parseStoredView } from "./outbox-record.ts";
import { type Rendition, renderRendition, withNotice } from "./outbox-rendition.ts";

/** What the outbox asks of Slack. */
export interface OutboxSlack {
  post(target: Message["target"], view: View, metadataKey: string): Promise<Result<string>>;
  update(channelId: string, ts: string, view: View): Promise<Result<void>>;
  /** Our message with this key, posted at `since` (ms) or later; null when there is none. */
  findMessage(target: Message["target"], metadataKey: string, since: number): Promise<Result<string | null>>;
  readPermalink(channelId: string, ts: string): Promise<Result<string>>;
}

/** What goes out: the view of which a part may be refused, and how it is shown. */
export interface Rendered {
  readonly view: View;
  readonly rendition: Rendition;
}

/** `classicOnly`: this workspace refuses newer blocks, so they are not even tried. */
export function chooseRendition({ view: stored, notice, effort }: Message, classicOnly: boolean): Rendered {
  const plain = parseStoredView(stored);
  const view = notice === null ? plain : withNotice(plain, notice);
  const { rendition } = effort;
  const skipsNewer = classicOnly && rendition === "full" && view.fallbackBlocks !== undefined;
  return { view, rendition: skipsNewer ? "classic" : rendition };
}

/** Gives the message's `ts`; null when it was looked for and is not there. */
export async function callSlack(
  slack: OutboxSlack,
  kind: Errand["kind"],
  { target, ts, metadataKey, effort }: Message,
  { view, rendition }: Rendered,
): Promise<Result<string | null>> {
  if (kind === "look") return await slack.findMessage(target, metadataKey, effort.begunAt ?? 0);
  const shown = renderRendition(view, rendition);
  if (ts === null) return await slack.post(target, shown, metadataKey);
  const updated = await slack.update(target.channelId, ts, shown);
  return updated.ok ? succeed(ts) : updated;
}
