/** GitHub Actions: start a workflow, list its runs, look at one. */
import { Hono } from "hono";
import * as z from "zod";
import { findCommit } from "../find-commit.ts";
import type { GitHubDeps } from "../github-deps.ts";
import type { Repository, Run } from "../github-state.ts";
import { readWorkflow } from "../read-workflow.ts";
import { LISTED_AFTER_MS } from "../run-life.ts";
import { refuseInputs, startRun } from "../start-run.ts";
import { NOT_ACCESSIBLE } from "./admission.ts";
import { type GitHubContext, type GitHubEnv, readParam, refuse } from "./github-env.ts";
import { renderJobs, renderRun } from "./render-run.ts";

const dispatchSchema = z.object({
  ref: z.string(),
  inputs: z.record(z.string(), z.string()).default({}),
  return_run_details: z.boolean().default(false),
});

const MAX_PER_PAGE = 100;

export function createWorkflowRoutes(deps: GitHubDeps): Hono<GitHubEnv> {
  const { state, now, changed, knowsRunDetails } = deps;
  const isKnown = (repository: Repository, file: string): boolean => {
    const commit = findCommit(repository, repository.defaultBranch);
    return commit !== null && readWorkflow(commit, file) !== null;
  };
  return new Hono<GitHubEnv>()
    .post("/repos/:owner/:repo/actions/workflows/:workflow/dispatches", async (context) => {
      const token = context.get("token");
      if (!token) return refuse(context, 401, "Requires authentication");
      const repository = context.get("repository");
      if (!token.repositories.includes(repository.name) || token.actions !== "write")
        return refuse(context, 403, NOT_ACCESSIBLE);
      const body: unknown = await context.req.json().catch(() => null);
      const asked = dispatchSchema.safeParse(body);
      if (!asked.success) return refuse(context, 422, 'Invalid request.\n\n"ref" wasn\'t supplied.');
      const { ref, inputs, return_run_details: wantsDetails } = asked.data;
      context.set("understood", { ref, inputs });
      if (!knowsRunDetails && body instanceof Object && "return_run_details" in body)
        return refuse(context, 422, 'Invalid request.\n\n"return_run_details" is not a permitted key.');
      const file = readParam(context, "workflow");
      if (!isKnown(repository, file)) return refuse(context, 404, "Not Found");
      const isNamed = Object.hasOwn(repository.branches, ref) || Object.hasOwn(repository.tags, ref);
      const commit = isNamed ? findCommit(repository, ref) : null;
      if (!commit) return refuse(context, 422, `No ref found for: ${ref}`);
      const workflow = readWorkflow(commit, file);
      const refusal = workflow && refuseInputs(workflow, inputs);
      if (!workflow || refusal) return refuse(context, 422, refusal ?? "Workflow does not exist on this ref");
      const run = startRun(state, { repository, file, workflow, ref, commit, inputs }, now());
      changed();
      const { id, html_url, url } = renderRun(run, now());
      return wantsDetails
        ? context.json({ workflow_run_id: id, run_url: url, html_url })
        : context.body(null, 204);
    })
    .get("/repos/:owner/:repo/actions/workflows/:workflow/runs", (context) => {
      const repository = context.get("repository");
      const file = readParam(context, "workflow");
      if (!isKnown(repository, file)) return refuse(context, 404, "Not Found");
      const { event, created = "", per_page: perPage } = context.req.query();
      const since = Date.parse(/^>=(.+)$/.exec(created)?.[1] ?? "1970-01-01");
      const found = state.runs.filter(
        (run) =>
          run.repository === repository.name &&
          run.workflow === file &&
          run.startedAt + LISTED_AFTER_MS <= now() &&
          run.startedAt >= since &&
          (event ?? "workflow_dispatch") === "workflow_dispatch",
      );
      const page = found.toReversed().slice(0, Math.min(Number(perPage ?? 30), MAX_PER_PAGE));
      return context.json({
        total_count: found.length,
        workflow_runs: page.map((run) => renderRun(run, now())),
      });
    })
    .get("/repos/:owner/:repo/actions/runs/:run", (context) => {
      const run = findRun(context);
      return run ? context.json(renderRun(run, now())) : refuse(context, 404, "Not Found");
    })
    .get("/repos/:owner/:repo/actions/runs/:run/jobs", (context) => {
      const run = findRun(context);
      if (!run) return refuse(context, 404, "Not Found");
      const jobs = renderJobs(run, now());
      return context.json({ total_count: jobs.length, jobs });
    });

  function findRun(context: GitHubContext): Run | undefined {
    const { name } = context.get("repository");
    return state.runs.find(
      ({ id, repository }) => String(id) === readParam(context, "run") && repository === name,
    );
  }
}
