import { type Result, succeed } from "../../failure.ts";
import type { AuditEntry } from "../../operations/audit-entry.ts";
import { type AuditFormat, formatAuditExport } from "../../operations/audit-export.ts";
import type { AuditRecord } from "../../operations/audit-record.ts";
import type { RecordQuestion } from "../../views/record-question.ts";
import { captionAuditExport, renderAuditExport } from "../../views/render-audit-export.ts";
import { authorize } from "../authorize.ts";
import type { Answer, CommandContext } from "../command-context.ts";
import type { CommandSpec } from "../command-spec.ts";
import { COMMANDS } from "../command-table.ts";
import { requireOwnChannel } from "./require-own-channel.ts";
import { writeAudit } from "./write-audit.ts";

/** What is taken away, newest first. */
export interface AuditSelection extends RecordQuestion {
  readonly rows: readonly AuditRecord[];
  readonly hasMore: boolean;
}

/** Operators read the log; taking it away as a file is for admins. */
const EXPORT: CommandSpec = { ...COMMANDS["agent.audit"], verb: "audit --export", needs: "admin" };

/**
 * Uploads the entries to where they were asked for (Slack takes files for conversations only, not for a person). The log
 * says that somebody wanted it before it leaves, and how that went after.
 */
export async function exportAudit(
  format: AuditFormat,
  { project, agent, rows, hasMore }: AuditSelection,
  context: CommandContext,
): Promise<Result<Answer>> {
  const { deps, asking, roles, directory, workspace, slack } = context;
  const { actor, channelId, threadTs, requestKey } = asking;
  const allowed = await authorize(actor, EXPORT, roles, directory);
  if (!allowed.ok) return allowed;
  const own = await requireOwnChannel(context, EXPORT.verb ?? "", "roles.admin");
  if (!own.ok) return own;
  // A read may be delivered twice and is answered once; a file would be there twice.
  if (!(await workspace.claim(`export ${requestKey}`)))
    return succeed({ view: null, visibility: "ephemeral" });

  const count = rows.length;
  const note = (event: AuditEntry["event"], outcome: string | null): Promise<void> => {
    const comment = `${count} entries as ${format}, into ${channelId}`;
    const about = { project: project ?? "", agentId: agent ?? "", agentName: agent ?? "" };
    const fact = { event, verb: "audit", ...about, rule: "roles.admin", outcome, comment };
    return writeAudit(`${event} ${requestKey}`, fact, context);
  };
  await note("asked", null);

  const fileName = `audit-${new Date(deps.now()).toISOString().slice(0, 10)}.${format}`;
  const bytes = new TextEncoder().encode(formatAuditExport(rows.toReversed(), format));
  const exported = { fileName, count, hasMore, by: actor.userId };
  const file = {
    name: fileName,
    title: `Audit log as ${format}`,
    bytes,
    comment: captionAuditExport(exported),
  };
  const uploaded = await slack.uploadFile({ channelId, threadTs }, file);
  await note("exported", uploaded.ok ? "succeeded" : "failed");
  return uploaded.ok ? succeed({ view: renderAuditExport(exported), visibility: "ephemeral" }) : uploaded;
}
