import type { KnownBlock } from "@slack/types";
import { context, present } from "./blocks.ts";
import { clampMrkdwn } from "./clamp-text.ts";
import { LIMITS } from "./limits.ts";
import { type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import type { View } from "./view.ts";

export interface ViewParts {
  /** A full sentence. */
  readonly text: Mrkdwn;
  readonly blocks: readonly (KnownBlock | null)[];
  readonly fallbackBlocks?: readonly (KnownBlock | null)[];
}

/** Makes a message of its parts, within the limits that hold for a message as a whole. */
export function createView({ text, blocks, fallbackBlocks }: ViewParts): View {
  return {
    text: clampMrkdwn(text, LIMITS.messageText),
    blocks: shorten(present(blocks)),
    ...(fallbackBlocks && { fallbackBlocks: shorten(present(fallbackBlocks)) }),
  };
}

/**
 * Views page what may be long, so this is the last resort: a message with less in it, which says so, instead of one
 * that Slack refuses. The beginning has the answer and the end has the buttons; what gives way is before the end.
 */
function shorten(blocks: readonly KnownBlock[]): readonly KnownBlock[] {
  if (fits(blocks)) return blocks;
  const notice = present([context([mrkdwn`… and more, which does not fit into one message.`])]);
  for (let kept = blocks.length - 2; kept > 0; kept -= 1) {
    const shorter = [...blocks.slice(0, kept), ...notice, ...blocks.slice(-1)];
    if (fits(shorter)) return shorter;
  }
  return [...blocks.slice(0, 1), ...notice];
}

function fits(blocks: readonly KnownBlock[]): boolean {
  return blocks.length <= LIMITS.blocks && JSON.stringify(blocks).length <= LIMITS.blocksJson;
}
