import type { Failure } from "../../failure.ts";
import type { ChangeRequest } from "../../operations/change-request.ts";
import type { CommandContext } from "../command-context.ts";

export interface Denied {
  /** null: it never became an operation. */
  readonly operationId: string | null;
  readonly request: ChangeRequest;
  readonly planDigest: string | null;
}

/** Writes down that somebody wanted to decide what is not theirs to decide: the log shows attempts, too. */
export async function auditDenial(
  { operationId, request, planDigest }: Denied,
  failure: Failure,
  { deps, asking, workspace }: CommandContext,
): Promise<void> {
  const { agent, asked } = request;
  await workspace.appendAudit(`denied ${asking.requestKey}`, {
    at: deps.now(),
    actor: asking.actor.userId,
    door: asking.door,
    event: "denied",
    class: operationId === null ? "break-glass" : "normal",
    operationId,
    verb: asked.verb,
    command: null,
    project: agent.project,
    agentId: agent.id,
    agentName: agent.name,
    rule: "rule" in failure ? failure.rule : null,
    planDigest,
    outcome: failure.kind,
    comment: null,
  });
}
