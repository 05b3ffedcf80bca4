/** What the audit log gets to know of each step of a change. */
import { changeCommand } from "../views/change-commands.ts";
import type { AuditEntry } from "./audit-entry.ts";
import { agentOf, type ChangeEvent, type ChangeOperation, isChangeOver } from "./change-operation.ts";
import type { Step } from "./operation-kind.ts";

export function auditChange(
  { before, after, now }: Step<ChangeOperation>,
  event: ChangeEvent,
): readonly AuditEntry[] {
  const entry = (what: AuditEntry["event"], by: Partial<AuditEntry> = {}): AuditEntry => ({
    at: now,
    actor: "switchboard",
    door: "automatic",
    event: what,
    class: after.breakGlass ? "break-glass" : "normal",
    operationId: after.id,
    verb: after.request.asked.verb,
    command: null,
    project: after.request.agent.project,
    agentId: agentOf(after).id,
    agentName: after.request.agent.name,
    rule: after.rule.name,
    planDigest: after.planDigest,
    outcome: null,
    comment: null,
    ...by,
  });
  if (before === null) {
    const { askedBy: actor, door, reason: comment, rollbackOf } = after;
    const command = changeCommand(after.request);
    return rollbackOf === null
      ? [entry("asked", { actor, door, comment, command })]
      : [entry("asked", { comment: `undoes ${rollbackOf}`, command })];
  }
  const entries: AuditEntry[] = [];
  if ("by" in event) {
    const said = { actor: event.by, door: event.door };
    if (event.type === "approve" && after.approvals.length > before.approvals.length)
      entries.push(entry("approved", { ...said, comment: event.comment }));
    if (event.type === "reject" && after.phase === "rejected")
      entries.push(entry("rejected", { ...said, comment: event.why }));
    if (event.type === "cancel" && after.phase === "cancelled")
      entries.push(entry("cancelled", { ...said, comment: event.why }));
    if (event.type === "supply" && after.suppliedAt !== before.suppliedAt)
      entries.push(entry("supplied", said));
    if (event.type === "keep") entries.push(entry("kept", said));
    if (event.type === "proceed")
      entries.push(entry(before.phase === "unproven" ? "repeated" : "hurried", said));
  }
  if (after.planNumber > before.planNumber)
    entries.push(
      entry("voided", { planDigest: before.planDigest, comment: `approvals: ${before.approvals.length}` }),
    );
  if (after.calls > before.calls) entries.push(entry("called"));
  if (after.phase === "expired" && before.phase !== "expired") entries.push(entry("expired"));
  if (isChangeOver(after) && !isChangeOver(before))
    entries.push(entry("ended", { outcome: after.phase, comment: after.supersededBy }));
  return entries;
}
