/** The steps of a version that is made from source: fetch ▸ create the agent ▸ upload ▸ build. */
import type { SourceWork } from "../operations/source-work.ts";
import type { Task } from "./blocks.ts";
import type { ChangeCard } from "./change-card.ts";
import { formatBytes } from "./format-usage.ts";
import { withDuration } from "./with-duration.ts";

type Stage = SourceWork["stage"];

const TITLES: Readonly<Record<Stage, string>> = {
  packing: "Fetch the source",
  creating: "Create the agent",
  uploading: "Upload it",
  building: "Build it",
};

/** `status`: that of all of them together. */
export function sourceTasks(
  { plan, work, acceptedAt, failedAt }: ChangeCard,
  status: Task["status"],
): readonly Task[] {
  const isNew = plan.call.kind === "source" && plan.call.region !== null;
  const stages: readonly Stage[] = isNew
    ? ["packing", "creating", "uploading", "building"]
    : ["packing", "uploading", "building"];
  const current = work === null ? 0 : stages.indexOf(work.stage);
  return stages.map((stage, index) => {
    const next = stages[index + 1];
    const endedAt = next ? (work?.begunAt[next] ?? null) : (acceptedAt ?? failedAt);
    const title = stage === "uploading" ? titleOfUpload(work) : TITLES[stage];
    return {
      id: stage,
      title: withDuration(title, work?.begunAt[stage] ?? null, endedAt),
      status: statusOf(index - current, status),
    };
  });
}

/** `offset`: how far after the stage that is reached. */
function statusOf(offset: number, status: Task["status"]): Task["status"] {
  if (status === "complete" || status === "pending") return status;
  if (offset === 0) return status;
  return offset < 0 ? "complete" : "pending";
}

const titleOfUpload = (work: SourceWork | null): string =>
  work?.archive ? `Upload ${formatBytes(work.archive.sizeBytes)}` : TITLES.uploading;
