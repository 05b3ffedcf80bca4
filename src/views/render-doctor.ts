/** What `/agent doctor` found out: one line a neighbour, and how to mend what is wrong. */
import { context, section } from "./blocks.ts";
import { createView } from "./create-view.ts";
import { boldText, escapeText, proseText } from "./escape-text.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import type { View } from "./view.ts";

export interface Check {
  readonly subject: string;
  readonly state: "good" | "note" | "bad";
  /** What is the case; code may stand between backticks. */
  readonly detail: string;
  /** What to do about it. */
  readonly remedy: string | null;
}

const SIGNS: Readonly<Record<Check["state"], Mrkdwn>> = {
  good: mrkdwn`🟢`,
  note: mrkdwn`⚪`,
  bad: mrkdwn`🔴`,
};

export function renderDoctor(checks: readonly Check[]): View {
  const bad = checks.filter(({ state }) => state === "bad");
  const verdict =
    bad.length === 0
      ? mrkdwn`The set-up works: all ${checks.length} checks passed.`
      : mrkdwn`${bad.length} of ${checks.length} checks failed: ${joinMrkdwn(
          bad.map(({ subject }) => escapeText(subject)),
          mrkdwn`, `,
        )}.`;
  return createView({
    text: verdict,
    blocks: [
      section(mrkdwn`${bad.length === 0 ? SIGNS.good : SIGNS.bad} ${verdict}`),
      section(joinMrkdwn(checks.map(checkLine), mrkdwn`\n`)),
      context([mrkdwn`Each neighbour was asked once, with the credentials that are used every day.`]),
    ],
  });
}

function checkLine({ subject, state, detail, remedy }: Check): Mrkdwn {
  const advice = remedy === null ? mrkdwn`` : mrkdwn`\n      → ${proseText(remedy)}`;
  return mrkdwn`${SIGNS[state]} ${boldText(subject)}: ${proseText(detail)}${advice}`;
}
