/** The workflow that deploys: started once with our operation's id, by which it is found again. */
import { fail, type Result, succeed } from "../failure.ts";
import type { ChangeReceipt, WorkflowCall } from "../platforms/change.ts";
import type { WorkflowRun } from "../source/source-port.ts";
import type { ChangeOperation } from "./change-operation.ts";
import type { EffectPorts } from "./operation-kind.ts";
import { toCommit } from "./source-call.ts";

/** GitHub's clock may be behind ours. */
const CLOCKS_MS = 60_000;

type Ports = Pick<EffectPorts, "openSource">;

export async function startRun(
  { id, request }: ChangeOperation,
  call: WorkflowCall,
  { openSource }: Ports,
): Promise<Result<ChangeReceipt>> {
  const { agent } = request;
  const host = openSource(agent.project, agent);
  if (!host) return fail({ kind: "source-not-configured", agent });
  const { sha, deployment } = call;
  const inputs = { ref: sha, operation: id, ...(deployment !== "" && { deployment }) };
  const started = await host.startWorkflow(toCommit(call), inputs);
  if (!started.ok) return started;
  const runId = started.value;
  return succeed({ deploymentId: null, warning: null, ...(runId !== null && { runId }) });
}

/** null: there is none, as far as GitHub shows. */
export async function followRun(
  { id, request, receipt, run, calledAt, startedAt }: ChangeOperation,
  { openSource }: Ports,
): Promise<Result<WorkflowRun | null>> {
  const { agent } = request;
  const host = openSource(agent.project, agent);
  if (!host) return fail({ kind: "source-not-configured", agent });
  const runId = run?.id ?? receipt?.runId;
  return runId === undefined
    ? await host.findRun(id, (calledAt ?? startedAt) - CLOCKS_MS)
    : await host.readRun(runId);
}
