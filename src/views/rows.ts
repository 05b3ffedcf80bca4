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
const PAGE = { items: 100, buttons: 20, characters: 9000 };
const ROW_LENGTH = 1500;
const SECTION_OVERHEAD = 150;

/** Cuts rows into pages and gives the one that is wanted; past the end, the last one. */
export function pageRows(rows: readonly Row[], wanted: number): Page {
  const pages: Row[][] = [[]];
  let used = { items: 0, buttons: 0, characters: 0 };
  for (const row of rows) {
    const cost = costOf(row);
    const full = PAGE_KEYS.some((key) => used[key] + cost[key] > PAGE[key]);
    if (full && pages.at(-1)?.length !== 0) {
      pages.push([]);
      used = { items: 0, buttons: 0, characters: 0 };
    }
    pages.at(-1)?.push(row);
    for (const key of PAGE_KEYS) used[key] += cost[key];
  }
  const number = Math.min(Math.max(1, Math.trunc(wanted)), pages.length);
  return { rows: pages[number - 1] ?? [], number, count: pages.length };
}

/** A row with a button is a block of its own; the others share sections. */
export function layoutRows(rows: readonly Row[]): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let open: Mrkdwn[] = [];
  const close = (): void => {
    if (open.length > 0) blocks.push(section(joinMrkdwn(open, mrkdwn`\n`)));
    open = [];
  };
  for (const row of rows) {
    const text = clampMrkdwn(row.text, ROW_LENGTH);
    const length = open.reduce((sum, line) => sum + line.length + 1, text.length);
    if (row.button || length > LIMITS.sectionText) close();
    if (row.button) blocks.push(section(text, row.button));
    else open.push(text);
  }
  close();
  return blocks;
}

const PAGE_KEYS = ["items", "buttons", "characters"] as const;

function costOf(row: Row): Record<keyof typeof PAGE, number> {
  const text = JSON.stringify(clampMrkdwn(row.text, ROW_LENGTH)).length;
  if (!row.button) return { items: row.items ?? 1, buttons: 0, characters: text };
  const block = JSON.stringify(section(row.text, row.button)).length;
  return { items: row.items ?? 1, buttons: 1, characters: block + SECTION_OVERHEAD };
}
