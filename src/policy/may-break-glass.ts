import type { Actor, Directory } from "../commands/authorize.ts";
import { fail, type Result, succeed } from "../failure.ts";
import { listApproverEntries } from "./match-approver.ts";
import type { Policy } from "./policy.ts";

const RULE = "policy.break_glass";

/** Whether a person may pass over the approvals; gives the name of the rule, for the audit. Nobody is an heir to this. */
export async function mayBreakGlass(
  { breakGlass }: Policy,
  actor: Actor,
  directory: Directory,
): Promise<Result<string>> {
  const verb = "--break-glass";
  if (actor.homeTeamId !== actor.teamId) return fail({ kind: "outsider", who: "stranger" });
  const [kind, outcome] = await Promise.all([
    directory.accountKind(actor.userId),
    listApproverEntries({ approvers: breakGlass, fromEach: [] }, actor.userId, directory),
  ]);
  if (kind === null || "unavailable" in outcome)
    return fail({ kind: "membership-unavailable", verb, rule: RULE });
  if (kind !== "member") return fail({ kind: "outsider", who: kind });
  return outcome.entries.length === 0
    ? fail({ kind: "not-allowed", verb, needs: "break-glass", rule: RULE })
    : succeed(RULE);
}
