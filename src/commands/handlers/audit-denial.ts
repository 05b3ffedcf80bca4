import type { Failure } from "../../failure.ts";
import type { ChangeRequest } from "../../operations/change-request.ts";
import type { CommandContext } from "../command-context.ts";
import { writeAudit } from "./write-audit.ts";

export interface Denied {
  /** null: it never became an operation. */
  readonly operationId: string | null;
  readonly request: ChangeRequest;
  readonly planDigest: string | null;
}

/** Writes down that somebody wanted to decide what is not theirs to decide: the log shows attempts, too. */
export function auditDenial(
  { operationId, request, planDigest }: Denied,
  failure: Failure,
  context: CommandContext,
): Promise<void> {
  const { agent, asked } = request;
  const fact = {
    event: "denied",
    class: operationId === null ? "break-glass" : "normal",
    operationId,
    verb: asked.verb,
    project: agent.project,
    agentId: agent.id,
    agentName: agent.name,
    rule: "rule" in failure ? failure.rule : null,
    planDigest,
    outcome: failure.kind,
  } as const;
  return writeAudit(`denied ${context.asking.requestKey}`, fact, context);
}
