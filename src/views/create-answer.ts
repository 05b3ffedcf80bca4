import type { ExternalSelect } from "@slack/types";
import { actions, context, section } from "./blocks.ts";
import type { CommandButton } from "./command-button.ts";
import { createView } from "./create-view.ts";
import { formatDate } from "./format-time.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { layoutRows, pageRows, type Row } from "./rows.ts";
import type { View } from "./view.ts";

/** How an answer to a question is asked for. */
export interface ReadOptions {
  /** When the platforms were asked, in milliseconds. */
  readonly now: number;
  /** Who sees it: only the person who asked, or the whole channel. */
  readonly audience: "asker" | "channel";
  /** From 1 up. */
  readonly page: number;
}

export interface Answer {
  /** The answer in one full sentence. */
  readonly text: Mrkdwn;
  readonly headline: Mrkdwn;
  readonly rows: readonly Row[];
  readonly notes: readonly (Mrkdwn | null)[];
  /** The command that gives this answer again, without `--page`. */
  readonly command: string;
  readonly buttons: readonly (CommandButton | ExternalSelect | null)[];
}

/** The form of every answer: what is the case, what belongs to it, small print, what to do next. */
export function createAnswer(answer: Answer, { now, audience, page: wanted }: ReadOptions): View {
  const page = pageRows(answer.rows, wanted);
  const commandOf = (number: number): string =>
    number === 1 ? answer.command : `${answer.command} --page ${number}`;
  const again = commandOf(page.number);
  return createView({
    text: answer.text,
    blocks: [
      section(answer.headline),
      ...layoutRows(page.rows),
      context([
        joinMrkdwn([
          page.count > 1 ? mrkdwn`page ${page.number} of ${page.count}` : null,
          ...answer.notes,
          mrkdwn`as of ${formatDate(now)}`,
        ]),
      ]),
      actions([
        page.number > 1 ? { label: "Previous page", command: commandOf(page.number - 1) } : null,
        page.number < page.count ? { label: "Next page", command: commandOf(page.number + 1) } : null,
        ...answer.buttons,
        { label: "Refresh", command: again },
        audience === "asker" ? { label: "Share to channel", command: again, share: true } : null,
      ]),
    ],
  });
}
