/** The steps of a change: plan ▸ approval ▸ the call ▸ watch. What never came to pass is left out at the end. */
import type { ChangeVerb } from "../operations/change-request.ts";
import { needsApproval } from "../policy/needs-approval.ts";
import type { Task } from "./blocks.ts";
import type { ChangeCard } from "./change-card.ts";
import { formatDuration } from "./format-time.ts";
import { capitalize } from "./mrkdwn.ts";
import { verbWords } from "./verb-words.ts";

type Status = Task["status"];

const WATCHES: Readonly<Record<ChangeVerb, string>> = {
  rollback: "Watch until healthy",
  restart: "Watch until healthy",
  deploy: "Watch until healthy",
  promote: "Watch until healthy",
  scale: "Watch until scaled",
  delete: "Watch until gone",
  stop: "Watch until ended",
};

export function changeTasks(card: ChangeCard): readonly Task[] {
  const { verb } = card.request.asked;
  const [approval, call, watch] = decideStatuses(card);
  const endedAt = "endedAt" in card ? card.endedAt : null;
  const steps: (Task | null)[] = [
    { id: "plan", title: card.planNumber === 1 ? "Plan" : `Plan ${card.planNumber}`, status: "complete" },
    approvalTask(card, approval),
    {
      id: "call",
      title: withDuration(capitalize(verbWords(verb).act), card.calledAt, card.acceptedAt),
      status: call,
    },
    {
      id: "watch",
      title: withDuration(WATCHES[verb], card.acceptedAt, card.failedAt ?? endedAt),
      status: watch,
    },
  ];
  return steps
    .filter((step) => step !== null)
    .filter(({ status }) => endedAt === null || status !== "pending");
}

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
    case "approved":
    case "executing":
    case "unsure":
    case "unproven":
      return ["complete", "in_progress", "pending"];
    case "observing":
      return ["complete", "complete", "in_progress"];
    case "succeeded":
      return ["complete", "complete", "complete"];
    case "countdown":
    case "failed":
    case "timed-out":
      return ["complete", "complete", "error"];
    case "refused":
      return [approved, "error", "pending"];
    case "rejected":
    case "expired":
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

/** The time is told once the step has ended: a card is not drawn anew while nothing happens. */
function withDuration(title: string, from: number | null, to: number | null): string {
  return from === null || to === null ? title : `${title}, ${formatDuration(to - from)}`;
}
