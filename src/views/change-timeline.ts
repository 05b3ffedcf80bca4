/** The steps of a change: plan ▸ approval ▸ the call ▸ watch. What never came to pass is left out at the end. */
import type { ChangeVerb } from "../operations/change-request.ts";
import { needsApproval } from "../policy/needs-approval.ts";
import type { Task } from "./blocks.ts";
import type { ChangeCard } from "./change-card.ts";
import { hasValues, lacksValues } from "./describe-values.ts";
import { capitalize } from "./mrkdwn.ts";
import { sourceTasks } from "./source-timeline.ts";
import { verbWords } from "./verb-words.ts";
import { withDuration } from "./with-duration.ts";

type Status = Task["status"];

const WATCHES: Readonly<Record<ChangeVerb, string>> = {
  rollback: "Watch until healthy",
  restart: "Watch until healthy",
  deploy: "Watch until healthy",
  promote: "Watch until healthy",
  scale: "Watch until scaled",
  delete: "Watch until gone",
  create: "Watch until healthy",
  "update-secrets": "Watch until set",
  stop: "Watch until ended",
};

export function changeTasks(card: ChangeCard): readonly Task[] {
  const [approval, call, watch] = decideStatuses(card);
  const endedAt = "endedAt" in card ? card.endedAt : null;
  const steps: (Task | null)[] = [
    { id: "plan", title: card.planNumber === 1 ? "Plan" : `Plan ${card.planNumber}`, status: "complete" },
    approvalTask(card, approval),
    valuesTask(card),
    ...callTasks(card, call),
    ...watchTasks(card, watch, endedAt),
  ];
  return steps
    .filter((step) => step !== null)
    .filter(({ status }) => endedAt === null || status !== "pending");
}

function callTasks(card: ChangeCard, status: Status): readonly Task[] {
  const { call } = card.plan;
  if (call.kind === "source") return sourceTasks(card, status);
  const act = call.kind === "workflow" ? `Start ${call.workflow}` : nameCall(card.request.asked.verb);
  return [{ id: "call", title: withDuration(act, card.calledAt, card.acceptedAt), status }];
}

/** Of a workflow its run comes first: only when that has ended well is the platform looked at. */
function watchTasks(card: ChangeCard, status: Status, endedAt: number | null): readonly Task[] {
  const { plan, request, acceptedAt, failedAt, ranAt } = card;
  const watch = (since: number | null, of: Status): Task => ({
    id: "watch",
    title: withDuration(WATCHES[request.asked.verb], since, failedAt ?? endedAt),
    status: of,
  });
  if (plan.call.kind !== "workflow") return [watch(acceptedAt, status)];
  const title = withDuration(`Run ${plan.call.workflow}`, acceptedAt, ranAt ?? failedAt);
  return ranAt === null
    ? [{ id: "run", title, status }, watch(null, "pending")]
    : [{ id: "run", title, status: "complete" }, watch(ranAt, status)];
}

const nameCall = (verb: ChangeVerb): string =>
  verb === "update-secrets" ? "Set the secrets" : capitalize(verbWords(verb).act);

function approvalTask(card: ChangeCard, status: Status): Task | null {
  const { rule, approvals, breakGlass, startedAt, approvedAt } = card;
  if (breakGlass) return { id: "approval", title: "Approval skipped", status: "complete" };
  if (!needsApproval(card)) return null;
  const title =
    status === "complete"
      ? withDuration("Approval", startedAt, approvedAt)
      : `Approval ${approvals.length} of ${rule.approvals}`;
  return { id: "approval", title, status };
}

/** Only where they are asked for by themselves: without an approval they come with the question. */
function valuesTask(card: ChangeCard): Task | null {
  const { plan, suppliedAt, approvedAt, startedAt, phase } = card;
  const isAsked = phase === "awaiting-values" || suppliedAt !== null;
  if (!hasValues({ plan }) || !(isAsked || needsApproval(card))) return null;
  if (phase === "awaiting-values") return { id: "values", title: "Values", status: "in_progress" };
  const title = withDuration("Values", approvedAt ?? startedAt, suppliedAt);
  if (suppliedAt !== null) return { id: "values", title, status: "complete" };
  return { id: "values", title, status: lacksValues(card) ? "error" : "pending" };
}

/** Whether it was approved, whether the platform accepted it, whether it is there. */
function decideStatuses(card: ChangeCard): readonly [Status, Status, Status] {
  const approved = card.approvedAt === null ? "pending" : "complete";
  const accepted = card.acceptedAt === null ? "pending" : "complete";
  switch (card.phase) {
    case "proposed":
      return needsApproval(card)
        ? ["in_progress", "pending", "pending"]
        : ["complete", "in_progress", "pending"];
    case "awaiting-approval":
      return ["in_progress", "pending", "pending"];
    case "awaiting-values":
      return ["complete", "pending", "pending"];
    case "approved":
    case "executing":
    case "unsure":
    case "unproven":
      return ["complete", "in_progress", "pending"];
    case "observing":
      return ["complete", "complete", "in_progress"];
    case "succeeded":
      return ["complete", "complete", "complete"];
    case "failed":
      return card.acceptedAt === null ? [approved, "error", "pending"] : ["complete", "complete", "error"];
    case "countdown":
    case "timed-out":
      return ["complete", "complete", "error"];
    case "refused":
      return [approved, "error", "pending"];
    case "expired":
      return [lacksValues(card) ? "complete" : "error", "pending", "pending"];
    case "rejected":
      return ["error", "pending", "pending"];
    case "cancelled":
      return ["pending", "pending", "pending"];
    case "unchanged":
      return ["complete", accepted, "pending"];
    case "superseded":
      return ["complete", accepted, "error"];
    case "lost":
      return card.acceptedAt === null ? [approved, "error", "pending"] : ["complete", "complete", "error"];
  }
}
