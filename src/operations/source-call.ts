/** The commit that a change deploys, in the forms in which it is needed. */
import type { ChangeCall, SourceCall, WorkflowCall } from "../platforms/change.ts";
import type { SourceCommit } from "../source/source-port.ts";

/** Says which operation made a version, so that it is found again whatever else is deployed meanwhile. */
export const OPERATION_ATTRIBUTE = "switchboard_operation";

/** The call that deploys a commit; null for any other. */
export const commitCall = (call: ChangeCall): SourceCall | WorkflowCall | null =>
  call.kind === "source" || call.kind === "workflow" ? call : null;

export const toCommit = ({ sha, ref, branch, subject }: SourceCall | WorkflowCall): SourceCommit => ({
  sha,
  ref,
  branch,
  subject,
  committedAt: null,
});

/** The name of the deployment that it goes to, or takes away; null: production, or all of them. */
export const deploymentOf = (call: ChangeCall): string | null =>
  (call.kind === "delete" ? call.deployment : commitCall(call)?.deployment) || null;
