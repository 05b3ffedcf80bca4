/** How a view goes out, from as it was meant down to what no workspace refuses. */
import type { KnownBlock } from "@slack/types";
import { context, present } from "../views/blocks.ts";
import { clampText } from "../views/clamp-text.ts";
import { LIMITS } from "../views/limits.ts";
import { type Mrkdwn, mrkdwn } from "../views/mrkdwn.ts";
import type { View } from "../views/view.ts";

export const RENDITIONS = ["full", "classic", "short", "text"] as const;
export type Rendition = (typeof RENDITIONS)[number];

/** Well below every limit that Slack documents or enforces. */
const SHORT_TEXT = 1_000;

/** The view without alternatives: what is refused is decided anew, as a call of its own. */
export function renderRendition(view: View, rendition: Rendition): View {
  const { text, blocks, fallbackBlocks = blocks } = view;
  switch (rendition) {
    case "full":
      return { text, blocks };
    case "classic":
      return { text, blocks: fallbackBlocks };
    case "short":
      return { text: clampText(text, SHORT_TEXT), blocks: shorten(fallbackBlocks) };
    case "text":
      return { text: clampText(text, SHORT_TEXT), blocks: [] };
  }
}

/** What to try when this was refused; null when there is nothing simpler. */
export function simplerRendition(
  refused: Rendition,
  refusal: "bad-blocks" | "too-long",
  { fallbackBlocks }: View,
): Rendition | null {
  if (refused === "text") return null;
  if (refusal === "too-long") return refused === "short" ? "text" : "short";
  return refused === "full" && fallbackBlocks ? "classic" : "text";
}

/** Puts a line before everything else, in whatever the message is read by. */
export function withNotice(view: View, notice: Mrkdwn): View {
  // Text is not shown beside blocks, so a message without any must not get its first one here.
  const before = (blocks: readonly KnownBlock[]): readonly KnownBlock[] =>
    blocks.length === 0 || blocks.length === LIMITS.blocks
      ? blocks
      : [...present([context([notice])]), ...blocks];
  return {
    text: clampText(`${view.text} (${notice})`, LIMITS.messageText),
    blocks: before(view.blocks),
    ...(view.fallbackBlocks && { fallbackBlocks: before(view.fallbackBlocks) }),
  };
}

/** The beginning has the answer and the end has the buttons. */
function shorten(blocks: readonly KnownBlock[]): readonly KnownBlock[] {
  if (blocks.length < 3) return blocks;
  const notice = present([context([mrkdwn`… and more, which does not fit into one message.`])]);
  return [...blocks.slice(0, 1), ...notice, ...blocks.slice(-1)];
}
