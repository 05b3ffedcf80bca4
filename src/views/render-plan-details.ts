/** The whole plan of a change, for the thread of its card: what has no room on a phone. */
import type { SectionBlock } from "@slack/types";
import type { PlanRemark } from "../operations/change-plan.ts";
import { section } from "./blocks.ts";
import type { ChangeCard } from "./change-card.ts";
import { headlineAct } from "./change-words.ts";
import { createView } from "./create-view.ts";
import { describeTerms } from "./describe-approvals.ts";
import { describeOtherChanges } from "./describe-planned-changes.ts";
import { describeRemarks, SECRETS_ON_CARD } from "./describe-remarks.ts";
import { codeText } from "./escape-text.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import type { View } from "./view.ts";
import { listWords } from "./word-lists.ts";

/** More would not be read, and not fit. */
const SECRETS_SHOWN = 40;
const NAME_LENGTH = 60;

export function renderPlanDetails(card: ChangeCard): View {
  const { plan, planDigest, planNumber, request, rule } = card;
  const headline = mrkdwn`Plan ${planNumber} ${codeText(planDigest)}: ${headlineAct(card)}`;
  const secrets = plan.remarks.map(nameSecrets);
  const remarks = plan.remarks.filter((_, index) => secrets[index] === null);
  return createView({
    text: mrkdwn`${headline}.`,
    blocks: [
      section(headline),
      listLines(describeOtherChanges(plan).map((change) => mrkdwn`• ${change}`)),
      listLines(describeRemarks({ remarks }, request.asked.verb)),
      ...secrets.map((line) => line && section(line)),
      section(
        mrkdwn`• ${describeTerms(rule)}${card.breakGlass ? mrkdwn`, skipped by break-glass` : mrkdwn``}`,
      ),
    ],
  });
}

const listLines = (lines: readonly Mrkdwn[]): SectionBlock | null =>
  lines.length === 0 ? null : section(joinMrkdwn(lines, mrkdwn`\n`));

/** All that a card has no room for. Names only; values are never read. */
function nameSecrets(remark: PlanRemark): Mrkdwn | null {
  if (remark.kind !== "secrets-stay" || remark.names === null) return null;
  if (remark.names.length <= SECRETS_ON_CARD) return null;
  const names = remark.names.map((name) => codeText(name, NAME_LENGTH));
  return mrkdwn`• Secrets do not change: ${listWords(names, "and", SECRETS_SHOWN)}`;
}
