/** What a person's decision does to a change. Whether they may decide was settled before; what it is worth now is here. */
import type { Approval, ApprovalRule } from "../policy/approval-rule.ts";
import { countApprovals } from "../policy/count-approvals.ts";
import type { ChangeDecision, ChangeOperation, ChangePhase, ChangePress } from "./change-operation.ts";
import { isChangeOver } from "./change-operation.ts";
import { mayHurry } from "./decide-observed.ts";
import { mayStopWork } from "./decide-work.ts";
import { begin, end, enter, refuse, stay } from "./move-change.ts";

/** Nothing was called yet, so nothing has to be undone. */
const BEFORE_THE_CALL: ReadonlySet<ChangePhase> = new Set([
  "proposed",
  "awaiting-approval",
  "approved",
  "awaiting-values",
]);

export function decidePress(operation: ChangeOperation, press: ChangePress, now: number): ChangeDecision {
  const { id, phase } = operation;
  const moved = () => refuse(operation, { kind: "operation-moved", operationId: id, phase });
  switch (press.type) {
    case "approve":
      return decideApprove(operation, press, now);
    case "reject":
      if (!BEFORE_THE_CALL.has(phase)) return moved();
      return end({ ...operation, decidedBy: press.by, decision: press.why }, "rejected", now);
    case "cancel":
      if (!BEFORE_THE_CALL.has(phase) && !(phase === "executing" && mayStopWork(operation))) return moved();
      return end({ ...operation, decidedBy: press.by, decision: press.why }, "cancelled", now);
    case "proceed":
      // The countdown ends now.
      if (phase === "countdown") return { ...stay({ ...operation, expiresAt: now }), dueAt: now };
      if (mayHurry(operation))
        return enter({ ...operation, failedAt: now, expiresAt: now }, "countdown", now, { dueAt: now });
      if (phase !== "unproven") return moved();
      // The plan is compared once more, as before any call.
      return enter({ ...operation, looks: 0, approvedAt: now }, "approved", now, {
        dueAt: now,
      });
    case "supply":
      return decideSupply(operation, press.by, now);
    case "keep":
      // At the end of the countdown the rollback is being begun already.
      if (phase === "countdown" && now >= (operation.expiresAt ?? now)) return moved();
      if (phase === "countdown") return end({ ...operation, decidedBy: press.by }, "failed", now);
      if (phase === "unproven") return end({ ...operation, decidedBy: press.by }, "lost", now);
      return moved();
  }
}

/** The plan is compared once more before the call, as always. */
function decideSupply(operation: ChangeOperation, by: string, now: number): ChangeDecision {
  const { id, phase, askedBy, expiresAt } = operation;
  if (by !== askedBy) return refuse(operation, { kind: "not-the-asker", operationId: id, askedBy });
  if (phase !== "awaiting-values")
    return refuse(operation, { kind: "operation-moved", operationId: id, phase });
  if (expiresAt !== null && now >= expiresAt) {
    const expired = end(operation, "expired", now);
    return { ...expired, refusal: { kind: "operation-moved", operationId: id, phase: "expired" } };
  }
  return enter({ ...operation, suppliedAt: now, expiresAt: null }, "approved", now, { dueAt: now });
}

function decideApprove(
  proposed: ChangeOperation,
  press: Extract<ChangePress, { type: "approve" }>,
  now: number,
): ChangeDecision {
  // A press proves that the card is there, whatever Slack says later.
  const operation = proposed.phase === "proposed" ? begin(proposed, now).operation : proposed;
  const { id, phase, approvals, planDigest, expiresAt } = operation;
  const isSeen = press.plan === null || planDigest.startsWith(press.plan);
  // A second press of the same thumb is no news; while others are still waited for, it is worth a word.
  if (isSeen && approvals.some(({ by }) => by === press.by) && !isChangeOver(operation)) {
    return phase === "awaiting-approval"
      ? refuse(operation, { kind: "already-approved", operationId: id })
      : stay(operation);
  }
  if (phase !== "awaiting-approval")
    return refuse(operation, { kind: "operation-moved", operationId: id, phase });
  if (expiresAt !== null && now >= expiresAt) {
    const expired = end(operation, "expired", now);
    return { ...expired, refusal: { kind: "operation-moved", operationId: id, phase: "expired" } };
  }
  if (!isSeen) return refuse(operation, { kind: "plan-changed", operationId: id });
  const { by, entries, comment, rule } = press;
  // The policy may have changed since: who is named no more does not count any more.
  const valid = approvals.filter((approval) => isStillValid(approval, rule, operation.askedBy));
  const approved = { ...operation, rule, approvals: [...valid, { by, at: now, comment, entries }] };
  return countApprovals(rule, approved.approvals).isEnough
    ? enter({ ...approved, approvedAt: now }, "approved", now, { dueAt: now })
    : { ...stay(approved), dueAt: expiresAt };
}

const isStillValid = ({ by, entries }: Approval, rule: ApprovalRule, askedBy: string): boolean =>
  entries.some((entry) => rule.approvers.includes(entry)) && (rule.selfApproval || by !== askedBy);
