import { section } from "./blocks.ts";
import { createView } from "./create-view.ts";
import { codeText } from "./escape-text.ts";
import { mrkdwn } from "./mrkdwn.ts";
import type { View } from "./view.ts";

/** What is said while the answer is on its way. It stays where it is: the answer is a message of its own. */
export function renderLooking(command: string): View {
  const text = mrkdwn`Looking: ${codeText(command)} … the answer follows.`;
  return createView({ text, blocks: [section(text)] });
}
