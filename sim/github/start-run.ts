import type { Commit, GitHubState, Repository, Run } from "./github-state.ts";
import { fillExpressions, type Workflow } from "./read-workflow.ts";

export interface RunOrder {
  readonly repository: Repository;
  /** Of the workflow: "deploy.yml". */
  readonly file: string;
  readonly workflow: Workflow;
  readonly ref: string;
  readonly commit: Commit;
  readonly inputs: Readonly<Record<string, string>>;
}

const FIRST_ID = 17_000_000_000;

export function startRun(state: GitHubState, order: RunOrder, at: number): Run {
  const { repository, file, workflow, ref, commit, inputs } = order;
  const run: Run = {
    id: FIRST_ID + state.runs.length + 1,
    repository: repository.name,
    workflow: file,
    workflowName: workflow.name,
    title: fillExpressions(workflow.runName ?? workflow.name, inputs),
    ref,
    sha: commit.sha,
    inputs: { ...inputs },
    startedAt: at,
    jobs: workflow.jobs.map(({ name, steps }) => ({ name, steps: [...steps] })),
    failsAt: state.nextFailure,
    isHeld: state.isHolding,
    isCarriedOut: false,
  };
  state.nextFailure = null;
  state.runs.push(run);
  return run;
}

/** Why a workflow cannot be started with these inputs, in GitHub's words; null: it can. */
export function refuseInputs({ inputs }: Workflow, given: Readonly<Record<string, string>>): string | null {
  if (inputs === null) return "Workflow does not have 'workflow_dispatch' trigger";
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(inputs, name));
  if (unknown.length > 0) return `Unexpected inputs provided: ${JSON.stringify(unknown)}`;
  const lacking = Object.keys(inputs).find((name) => inputs[name]?.required && !given[name]);
  return lacking === undefined ? null : `Required input '${lacking}' not provided`;
}
