/** The commit that a deployment is about. */
import { type Result, succeed } from "../failure.ts";
import type { SourceCommit } from "../source/source-port.ts";
import type { PlannedSource } from "./change-plan.ts";
import type { ChangeRequest } from "./change-request.ts";
import { isEmptyUpdate } from "./deployment-settings.ts";
import type { OpenSource } from "./plan-ports.ts";

/** null: the request is about none, or none is configured. `approved`: the one that people have said yes to. */
export async function readSource(
  { agent, asked }: ChangeRequest,
  openSource: OpenSource,
  approved: SourceCommit | null,
): Promise<Result<PlannedSource | null>> {
  if (asked.verb !== "deploy" && asked.verb !== "create") return succeed(null);
  // Pipecat Cloud takes no source code: there a commit is for a workflow to deploy.
  const takesCommit =
    agent.platform === "livekit" || (asked.verb === "deploy" && isEmptyUpdate(asked.update));
  const host = takesCommit ? openSource(agent.project, agent) : null;
  if (!host || (agent.platform === "pipecat" && host.settings.workflow === null)) return succeed(null);
  const { settings } = host;
  const meant = await host.resolveCommit(approved?.ref ?? asked.ref ?? settings.ref);
  if (!approved) {
    return meant.ok ? succeed({ settings, commit: meant.value, movedTo: null }) : meant;
  }
  // A branch that is gone, or a source that cannot be asked, takes nothing from what was approved.
  const movedTo = meant.ok && meant.value.sha !== approved.sha ? meant.value.sha : null;
  return succeed({ settings, commit: approved, movedTo });
}
