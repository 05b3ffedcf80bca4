/** GitHub Actions: start a workflow, find its run, see how far it is (docs.github.com/rest/actions). */
import * as z from "zod/mini";
import { fail, type Result, succeed } from "../../failure.ts";
import type { SourceCommit, WorkflowRun } from "../source-port.ts";
import { callGitHub } from "./call-github.ts";
import { encodePath, type GitHubRepository } from "./github-repository.ts";

const startedSchema = z.nullable(z.object({ workflow_run_id: z.nullish(z.int()) }));
const runSchema = z.object({
  id: z.int(),
  head_sha: z.string(),
  html_url: z.string(),
  display_title: z.string(),
  status: z.nullish(z.string()),
  conclusion: z.nullish(z.string()),
});
const runsSchema = z.object({ workflow_runs: z.array(runSchema) });
const stepSchema = z.object({ name: z.string(), status: z.string(), conclusion: z.nullish(z.string()) });
const jobsSchema = z.object({
  jobs: z.array(z.object({ name: z.string(), steps: z.nullish(z.array(stepSchema)) })),
});

/** GitHub's clock and ours need not agree. */
const CLOCK_TOLERANCE_MS = 60_000;
const PER_PAGE = "100";

/** Gives the run's id where GitHub says it: since 2026 it does on request, servers of older versions refuse the request. */
export async function startWorkflow(
  github: GitHubRepository,
  workflow: string,
  { ref, branch, sha }: SourceCommit,
  inputs: Readonly<Record<string, string>>,
): Promise<Result<string | null>> {
  if (branch === null && sha.startsWith(ref.toLowerCase()))
    return fail({ kind: "source-needs-branch", repository: github.repository, ref });
  const start = async (details: Readonly<Record<string, unknown>>): Promise<Result<string | null>> => {
    const started = await callGitHub(github, {
      method: "POST",
      route: "/actions/workflows/{workflow}/dispatches",
      path: `/actions/workflows/${encodePath(workflow)}/dispatches`,
      body: { ref: branch ?? ref, inputs, ...details },
      schema: startedSchema,
      whenEmpty: null,
      missing: { missing: "workflow", name: workflow },
    });
    return started.ok ? succeed(started.value?.workflow_run_id?.toString() ?? null) : started;
  };
  const started = await start({ return_run_details: true });
  const isUnknown =
    !started.ok &&
    started.failure.kind === "platform-refused" &&
    started.failure.message.includes("return_run_details");
  return isUnknown ? await start({}) : started;
}

/** The first run since then whose title has `mark` in it: its workflow has to put it there, by `run-name`. */
export async function findRun(
  github: GitHubRepository,
  workflow: string,
  mark: string,
  sinceMs: number,
): Promise<Result<WorkflowRun | null>> {
  const since = new Date(sinceMs - CLOCK_TOLERANCE_MS).toISOString().replace(/\.\d+/, "");
  const listed = await callGitHub(github, {
    route: "/actions/workflows/{workflow}/runs",
    path: `/actions/workflows/${encodePath(workflow)}/runs`,
    query: { event: "workflow_dispatch", created: `>=${since}`, per_page: PER_PAGE },
    schema: runsSchema,
    missing: { missing: "workflow", name: workflow },
  });
  if (!listed.ok) return listed;
  const found = listed.value.workflow_runs.findLast(({ display_title }) => display_title.includes(mark));
  return found ? await withSteps(github, found) : succeed(null);
}

export async function readRun(github: GitHubRepository, runId: string): Promise<Result<WorkflowRun>> {
  const read = await callGitHub(github, {
    route: "/actions/runs/{run}",
    path: `/actions/runs/${encodePath(runId)}`,
    schema: runSchema,
    missing: { missing: "run", name: runId },
  });
  return read.ok ? await withSteps(github, read.value) : read;
}

/** Steps of several jobs have the job in front of their name. */
async function withSteps(
  github: GitHubRepository,
  { id, head_sha, html_url, status, conclusion }: z.infer<typeof runSchema>,
): Promise<Result<WorkflowRun>> {
  const read = await callGitHub(github, {
    route: "/actions/runs/{run}/jobs",
    path: `/actions/runs/${id}/jobs`,
    query: { per_page: PER_PAGE },
    schema: jobsSchema,
    missing: { missing: "run", name: String(id) },
  });
  if (!read.ok) return read;
  const { jobs } = read.value;
  const steps = jobs.flatMap((job) =>
    (job.steps ?? []).map((step) => ({
      name: jobs.length === 1 ? step.name : `${job.name} / ${step.name}`,
      status: step.status,
      conclusion: step.conclusion ?? null,
    })),
  );
  return succeed({
    id: String(id),
    sha: head_sha,
    url: html_url,
    status: status ?? "",
    conclusion: conclusion ?? null,
    steps,
  });
}
