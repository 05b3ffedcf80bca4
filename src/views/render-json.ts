/** `--json`: the data of an answer, to be copied. It is shown whole or not at all, because half of it is not JSON. */
import { preformatted, section } from "./blocks.ts";
import { createView } from "./create-view.ts";
import { LIMITS } from "./limits.ts";
import { mrkdwn } from "./mrkdwn.ts";
import { splitText } from "./split-text.ts";
import type { View } from "./view.ts";

/** Leaves room for the blocks around the text. */
const ROOM = LIMITS.blocksJson - 1500;
/** What a reader cannot see, JSON can say: as an escape it is the same text and hides nothing. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2028\u2029\u007f-\u009f\u2800]/gu;

export function renderJson(data: unknown): View {
  const indented = formatJson(data, 2);
  const text = JSON.stringify(indented).length > ROOM ? formatJson(data, 0) : indented;
  if (JSON.stringify(text).length > ROOM) {
    const size = Math.ceil(text.length / 1000);
    const sentence = mrkdwn`This answer has about ${size} 000 characters of JSON, more than Slack shows in one message. Ask for one agent, or for one project with \`--project\`. \`too-long\``;
    return createView({ text: sentence, blocks: [section(sentence)] });
  }
  return createView({
    text: mrkdwn`The answer follows as JSON.`,
    blocks: splitText(text, LIMITS.preformattedText).map(preformatted),
  });
}

/** With the keys of every object in alphabetical order, so that two answers can be compared. */
function formatJson(data: unknown, indent: number): string {
  const text = JSON.stringify(data, sortKeys, indent) ?? "null";
  return text.replace(INVISIBLE, escapeUnits);
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function escapeUnits(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
