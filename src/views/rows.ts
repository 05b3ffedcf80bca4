/** Lists that may be long: rows are laid out as few blocks, and cut into pages that Slack accepts. */
import type { KnownBlock } from "@slack/types";
import { section } from "./blocks.ts";
import { clampMrkdwn } from "./clamp-text.ts";
import type { CommandButton } from "./command-button.ts";
import { LIMITS } from "./limits.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";

/** One entry of a list: a line, or a few that belong together. */
export interface Row {
  readonly text: Mrkdwn;
  readonly button?: CommandButton;
  /** How many things it shows; 1 unless said. */
  readonly items?: number;
}

export interface Page {
  readonly rows: readonly Row[];
  /** From 1 up. */
  readonly number: number;
  readonly count: number;
}

/** What a page holds at most. `characters` leaves room for the headline, the notes and the buttons of a message. */
const PAGE = { items: 100, characters: 9000 };
const ROW_LENGTH = 1500;
/** What the block of a row with a button costs besides its JSON, so that blocks stay few as well. */
const BLOCK_COST = 200;

/** Cuts rows into pages and gives the one that is wanted; past the end, the last one. */
export function pageRows(rows: readonly Row[], wanted: number): Page {
  const pages: Row[][] = [];
  let items = 0;
  let characters = 0;
  for (const row of rows) {
    items += row.items ?? 1;
    characters += costOf(row);
    if (pages.length === 0 || items > PAGE.items || characters > PAGE.characters) {
      pages.push([]);
      items = row.items ?? 1;
      characters = costOf(row);
    }
    pages.at(-1)?.push(row);
  }
  const count = Math.max(1, pages.length);
  const number = Math.min(Math.max(1, Math.trunc(wanted)), count);
  return { rows: pages[number - 1] ?? [], number, count };
}

/** Longer than this wraps on a phone, and the next row would be hard to see without air between them. */
const ONE_LINE = 60;

/** A row with a button is a block of its own; the others share sections, with a blank line around those that wrap. */
export function layoutRows(rows: readonly Row[]): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let open: Mrkdwn[] = [];
  const close = (): void => {
    const wraps = open.some((text) => text.length > ONE_LINE || text.includes("\n"));
    if (open.length > 0) blocks.push(section(joinMrkdwn(open, wraps ? mrkdwn`\n\n` : mrkdwn`\n`)));
    open = [];
  };
  for (const row of rows) {
    const text = clampMrkdwn(row.text, ROW_LENGTH);
    const length = open.reduce((sum, line) => sum + line.length + 2, text.length);
    if (row.button || length > LIMITS.sectionText) close();
    if (row.button) blocks.push(section(text, row.button));
    else open.push(text);
  }
  close();
  return blocks;
}

/** The characters of a row as JSON. */
function costOf({ text, button }: Row): number {
  const clamped = clampMrkdwn(text, ROW_LENGTH);
  if (!button) return JSON.stringify(clamped).length;
  return JSON.stringify(section(clamped, button)).length + BLOCK_COST;
}
