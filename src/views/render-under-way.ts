import { section } from "./blocks.ts";
import { createView } from "./create-view.ts";
import { codeText } from "./escape-text.ts";
import { mrkdwn } from "./mrkdwn.ts";
import type { View } from "./view.ts";

/** What is said of a command, as it was typed, while the work goes on. It may stay where it is: an answer or a card is a message of its own. */
export function renderUnderWay(command: string): View {
  const text = mrkdwn`${codeText(command)} is under way; its answer or its card follows in this channel. There is no need to ask again.`;
  return createView({ text, blocks: [section(text)] });
}
