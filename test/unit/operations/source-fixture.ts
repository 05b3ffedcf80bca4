/** A deployment of a commit that waits to be carried out, and what can happen to it. */
import type { ChangeEvent, ChangeOperation } from "../../../src/operations/change-operation.ts";
import { describeBasis } from "../../../src/operations/plan-basis.ts";
import type { SourceWork, WorkStage } from "../../../src/operations/source-work.ts";
import type { SourceCall, WorkflowCall } from "../../../src/platforms/change.ts";
import type { WorkflowRun } from "../../../src/source/source-port.ts";
import { plan, proposed, rule, START, status } from "./change-fixture.ts";

const commit = {
  repository: "your-org/agents",
  ref: "main",
  sha: "a".repeat(40),
  branch: "main",
  subject: "Greet by name",
  deployment: "",
};

export const sourceCall: SourceCall = {
  kind: "source",
  ...commit,
  subdirectory: null,
  attributes: { git_commit: commit.sha, git_branch: "main" },
  region: null,
};
export const workflowCall: WorkflowCall = { kind: "workflow", ...commit, workflow: "deploy.yml" };

const planOf = (call: SourceCall | WorkflowCall) => ({
  ...plan,
  call,
  basis: describeBasis(status("v2"), call),
  changes: [{ what: "commit", before: "v2", after: call.sha }] as const,
  before: { ...plan.before, known: ["v2", "v1"] },
});

export const toDeploy = (call: SourceCall | WorkflowCall, autoRollbackAfterMs: number | null = null) =>
  proposed({
    request: { agent: proposed().request.agent, asked: { verb: "deploy", update: {} } },
    plan: planOf(call),
    rule: rule({ approvals: 0, autoRollbackAfterMs }),
  });

/** An agent of LiveKit that is to be made. */
export const toCreate = (): ChangeOperation => {
  const { agent } = proposed().request;
  return proposed({
    request: { agent: { ...agent, id: "new-bot", name: "new-bot" }, asked: { verb: "create", update: {} } },
    plan: planOf({ ...sourceCall, region: "us-east" }),
    rule: rule({ approvals: 0 }),
  });
};

/** The plan as it was, made once more. */
export const sameOf = ({ plan: was, planDigest }: ChangeOperation): ChangeEvent => ({
  type: "checked",
  result: { ok: true, value: { plan: was, digest: planDigest } },
});

export const due: ChangeEvent = { type: "due" };

export const work = (stage: WorkStage, changes: Partial<SourceWork> = {}): SourceWork => ({
  stage,
  begunAt: { [stage]: START },
  agentId: "CA_1",
  archive: { sizeBytes: 1_000, fileCount: 3 },
  build: null,
  ...changes,
});

export const working = (stage: WorkStage, changes: Partial<SourceWork> = {}): ChangeEvent => ({
  type: "worked",
  report: { state: "working", work: work(stage, changes) },
});
export const cutOff: ChangeEvent = { type: "worked", report: null };
export const built: ChangeEvent = { type: "worked", report: { state: "built", work: work("building") } };
export const buildFailed: ChangeEvent = {
  type: "worked",
  report: { state: "build-failed", work: work("building"), error: "exit code: 1" },
};

const call = { project: "prod", service: "LiveKit Cloud", endpoint: "POST /build", changes: true };
export const FAILURES = {
  silent: { kind: "platform-unavailable", call, cause: "network" },
  limited: { kind: "platform-rate-limited", call, retryAfterMs: null },
  refused: { kind: "platform-refused", call, status: 412, message: "no source has been uploaded" },
} as const;

export const stopped = (
  stage: WorkStage,
  failure: keyof typeof FAILURES,
  changes: Partial<SourceWork> = {},
): ChangeEvent => ({
  type: "worked",
  report: { state: "stopped", work: work(stage, changes), failure: FAILURES[failure] },
});

/** What a look finds: our version, or none. */
export const seen = (
  type: "looked" | "observed",
  version: string | null,
  { at = version ?? "v2", word = "Running", hasFailed = false } = {},
): ChangeEvent => ({
  type,
  result: { ok: true, value: status(at, word) },
  built: version === null ? null : { version, hasFailed },
});
export const blind = (type: "looked" | "observed"): ChangeEvent => ({
  type,
  result: { ok: false, failure: FAILURES.silent },
});
export const sought = (...ids: readonly string[]): ChangeEvent => ({
  type: "sought",
  result: { ok: true, value: ids },
});

export const run = (changes: Partial<WorkflowRun> = {}): WorkflowRun => ({
  id: "77",
  sha: commit.sha,
  url: "https://github.com/your-org/agents/actions/runs/77",
  status: "in_progress",
  conclusion: null,
  steps: [{ name: "Deploy", status: "in_progress", conclusion: null }],
  ...changes,
});
export const followed = (found: WorkflowRun | null): ChangeEvent => ({
  type: "followed",
  result: { ok: true, value: found },
});
export const started = (runId: string | null): ChangeEvent => ({
  type: "called",
  result: { ok: true, value: { deploymentId: null, warning: null, ...(runId !== null && { runId }) } },
});
