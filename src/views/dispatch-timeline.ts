/** The three steps of a dispatch, as a plan block and as a line for workspaces that refuse that. */
import type { PlanBlock } from "@slack/types";
import { plan, type Task } from "./blocks.ts";
import { describeTasks } from "./describe-tasks.ts";
import type { DispatchCard } from "./dispatch-card.ts";
import { formatDuration } from "./format-time.ts";
import type { Mrkdwn } from "./mrkdwn.ts";

type Status = Task["status"];

export function planDispatch(card: DispatchCard): PlanBlock {
  return plan(`Dispatch of ${card.agentName} to ${card.room}`, dispatchTasks(card));
}

/** The same for workspaces that refuse the block. */
export function describeTimeline(card: DispatchCard): Mrkdwn {
  return describeTasks(dispatchTasks(card));
}

function dispatchTasks(card: DispatchCard): readonly Task[] {
  const [sent, taken, joined] = decideStatuses(card);
  return [
    { id: "accept", title: acceptTitle(card), status: sent },
    {
      id: "job",
      title: taken === "complete" ? "A worker took the job" : "A worker takes the job",
      status: taken,
    },
    {
      id: "join",
      title: joined === "complete" ? "The agent joined the room" : "The agent joins the room",
      status: joined,
    },
  ];
}

/** The wait is told only when there was one. */
function acceptTitle({ acceptedAt, startedAt }: DispatchCard): string {
  if (acceptedAt === null) return "LiveKit Cloud accepts it";
  const waitedMs = acceptedAt - startedAt;
  return waitedMs < 2_000
    ? "LiveKit Cloud accepted it"
    : `LiveKit Cloud accepted it after ${formatDuration(waitedMs)}`;
}

/** Whether it was accepted, whether a worker has the job, whether the agent is in the room. */
function decideStatuses(card: DispatchCard): readonly [Status, Status, Status] {
  switch (card.phase) {
    case "sending":
    case "unsure":
      return ["in_progress", "pending", "pending"];
    case "waiting":
      return card.job === "running"
        ? ["complete", "complete", "in_progress"]
        : ["complete", "in_progress", "pending"];
    case "joined":
      return ["complete", "complete", "complete"];
    case "failed":
      return ["complete", "complete", "error"];
    case "nobody-came":
      return card.job === null || card.job === "pending" || card.job === "unknown"
        ? ["complete", "error", "pending"]
        : ["complete", "complete", "error"];
    case "refused":
      return ["error", "pending", "pending"];
    case "gone":
    case "lost":
      return [card.acceptedAt === null ? "pending" : "complete", "pending", "pending"];
  }
}
