import type { Task } from "./blocks.ts";
import { escapeText } from "./escape-text.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";

const MARKS: Readonly<Record<Task["status"], Mrkdwn>> = {
  complete: mrkdwn`✓`,
  in_progress: mrkdwn`▸`,
  pending: mrkdwn`○`,
  error: mrkdwn`✗`,
};

/** A line never ends between a mark and what it stands for. */
const NO_BREAK = mrkdwn`\u00a0`;

/** A timeline as one line: "✓ LiveKit Cloud accepted it   ▸ A worker takes the job   ○ The agent joins the room". */
export function describeTasks(tasks: readonly Task[]): Mrkdwn {
  return joinMrkdwn(
    tasks.map(({ title, status }) => mrkdwn`${MARKS[status]}${NO_BREAK}${escapeText(title)}`),
    mrkdwn`   `,
  );
}
