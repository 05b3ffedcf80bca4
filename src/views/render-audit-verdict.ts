/** Whether the audit log is what was written into it: `/agent audit verify`. */
import type { AuditVerdict } from "../operations/audit-entry.ts";
import { actions, context, section } from "./blocks.ts";
import { createView } from "./create-view.ts";
import { codeText } from "./escape-text.ts";
import { formatDate } from "./format-time.ts";
import { type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { countEntries } from "./render-audit.ts";
import type { View } from "./view.ts";

export function renderAuditVerdict(verdict: AuditVerdict, now: number): View {
  const { sign, sentence, consequence } = describeVerdict(verdict);
  return createView({
    text: mrkdwn`${sentence}.`,
    blocks: [
      section(mrkdwn`${sign} *${sentence}*\n${consequence}`),
      context([mrkdwn`every hash was computed once more · as of ${formatDate(now)}`]),
      actions([
        verdict.intact
          ? null
          : { label: "Export JSONL", command: "/agent audit --since 9999d --export jsonl" },
        { label: "Audit log", command: "/agent audit" },
        { label: "Verify again", command: "/agent audit verify" },
      ]),
    ],
  });
}

function describeVerdict(verdict: AuditVerdict): { sign: Mrkdwn; sentence: Mrkdwn; consequence: Mrkdwn } {
  const count = countEntries(verdict.count);
  if (!verdict.intact) {
    const { brokenAt } = verdict;
    const where =
      brokenAt > 1
        ? mrkdwn`The hashes fit before entry ${brokenAt}, and no more from there on`
        : mrkdwn`The hashes do not fit from the first entry on`;
    return {
      sign: mrkdwn`🔴`,
      sentence: mrkdwn`The audit log was tampered with at entry ${brokenAt}; it has ${count}`,
      consequence: mrkdwn`${where}: something other than Switchboard changed, removed or put in what stands there, and it proves nothing.\nKeep an export, compare it with an earlier one or with a hash that somebody noted down, and find out who had access to the Cloudflare account.`,
    };
  }
  if (verdict.head === null) {
    return {
      sign: mrkdwn`⚪`,
      sentence: mrkdwn`The audit log is empty`,
      consequence: mrkdwn`Nothing was asked for yet, so there is nothing to verify.`,
    };
  }
  return {
    sign: mrkdwn`🟢`,
    sentence: mrkdwn`The audit log is intact, with ${count}`,
    consequence: mrkdwn`Note down the number and the newest hash; who has them can prove later that nothing up to here was changed: ${codeText(verdict.head)}`,
  };
}
