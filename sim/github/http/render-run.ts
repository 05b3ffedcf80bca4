import type { Run } from "../github-state.ts";
import { workflowPath } from "../read-workflow.ts";
import { runStateAt } from "../run-life.ts";

/** A run as the API describes it (docs.github.com/rest/actions/workflow-runs). */
export function renderRun(run: Run, now: number) {
  const { id, repository, workflow, workflowName, title, ref, sha, startedAt } = run;
  const { status, conclusion } = runStateAt(run, now);
  const startedIso = new Date(startedAt).toISOString();
  return {
    id,
    name: workflowName,
    display_title: title,
    head_branch: ref,
    head_sha: sha,
    path: workflowPath(workflow),
    event: "workflow_dispatch",
    run_attempt: 1,
    status,
    conclusion,
    url: `https://api.github.com/repos/${repository}/actions/runs/${id}`,
    html_url: `https://github.com/${repository}/actions/runs/${id}`,
    created_at: startedIso,
    run_started_at: startedIso,
  };
}

export function renderJobs(run: Run, now: number) {
  return runStateAt(run, now).jobs.map(({ name, steps }, index) => ({
    id: run.id * 10 + index,
    run_id: run.id,
    name,
    status:
      steps.every(({ status }) => status === "completed") && steps.length > 0 ? "completed" : "in_progress",
    steps: steps.map((step, at) => ({ ...step, number: at + 1 })),
  }));
}
