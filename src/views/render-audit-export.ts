/** What is said about the file of `/agent audit --export csv`: beside it, for everybody, and to who asked for it. */
import { context, section } from "./blocks.ts";
import { createView } from "./create-view.ts";
import { codeText, mentionUser } from "./escape-text.ts";
import { type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { countEntries } from "./render-audit.ts";
import type { View } from "./view.ts";

export interface AuditExport {
  readonly fileName: string;
  readonly count: number;
  /** There are older ones that are not in the file. */
  readonly hasMore: boolean;
  /** Slack user id. */
  readonly by: string;
}

/** Beside the file. */
export function captionAuditExport(exported: AuditExport): Mrkdwn {
  return mrkdwn`The audit log with ${describeSize(exported)}, exported by ${mentionUser(exported.by)}.`;
}

export function renderAuditExport(exported: AuditExport): View {
  const sentence = mrkdwn`${codeText(exported.fileName)} with ${describeSize(exported)} is in this conversation; everybody here can read it.`;
  return createView({
    text: sentence,
    blocks: [
      section(sentence),
      context([
        mrkdwn`the log says that you took it`,
        exported.hasMore
          ? mrkdwn`for the others narrow it down with ${codeText("--project")} or ${codeText("--agent")}`
          : null,
      ]),
    ],
  });
}

const describeSize = ({ count, hasMore }: AuditExport): Mrkdwn =>
  hasMore ? mrkdwn`the newest ${countEntries(count)}` : countEntries(count);
