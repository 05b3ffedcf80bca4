/** What LiveKit Cloud is called with, for each verb. */
import { fail, type Result, succeed } from "../failure.ts";
import { notOffered } from "../platforms/why-not-offered.ts";
import type { ChangePlan, LiveKitSnapshot, PlannedChange } from "./change-plan.ts";
import type { AgentChangeRequest } from "./change-request.ts";
import { chooseEarlierVersion } from "./choose-earlier-version.ts";
import { choosePromotion } from "./choose-promotion.ts";
import { draftPlan } from "./draft-plan.ts";
import type { LedgerEntry } from "./ledger-entry.ts";
import { findMisplacedFlag } from "./misplaced-flag.ts";
import { planLiveKitDeletion } from "./plan-livekit-deletion.ts";
import { planSecrets } from "./plan-secrets.ts";
import { planSourceDeploy } from "./plan-source-deploy.ts";

const REPLACED = { kind: "replicas-replaced" } as const;

export function planLiveKitChange(
  { agent, asked }: AgentChangeRequest,
  snapshot: LiveKitSnapshot,
  ledger: readonly LedgerEntry[],
  usage: string,
): Result<ChangePlan> {
  const draft = (plan: Pick<ChangePlan, "call" | "changes" | "remarks">) =>
    succeed(draftPlan(plan, snapshot, ledger));
  switch (asked.verb) {
    case "rollback": {
      const target = chooseEarlierVersion(agent, asked.version, snapshot.versions);
      if (!target.ok) return target;
      const before = snapshot.versions.find(({ current }) => current)?.version ?? snapshot.status.version;
      return draft({
        call: { kind: "rollback", version: target.value },
        changes: replaceVersion(snapshot, before, target.value),
        // A version is code; the secrets of the agent are not part of it.
        remarks: [REPLACED, { kind: "secrets-stay", names: snapshot.secretNames }],
      });
    }
    case "promote": {
      const version = choosePromotion(agent, asked.from, snapshot.status, usage);
      if (!version.ok) return version;
      return draft({
        call: { kind: "promote", from: asked.from },
        changes: replaceVersion(snapshot, snapshot.status.version, version.value),
        remarks: [REPLACED],
      });
    }
    case "restart":
      return draft({ call: { kind: "restart" }, changes: [], remarks: [REPLACED] });
    case "delete":
      return planLiveKitDeletion(agent, asked.deployment ?? null, snapshot, ledger, usage);
    case "deploy": {
      const misplaced = findMisplacedFlag(asked.update, usage);
      return misplaced ?? planSourceDeploy(agent, asked.deployment ?? null, snapshot, ledger);
    }
    case "update-secrets":
      return planSecrets(asked, snapshot, ledger, usage);
    case "scale":
    case "create":
      return fail(notOffered(agent.platform, asked.verb));
  }
}

/** With the commits that the two were made from, where they are on record: versions are times, and people know commits. */
function replaceVersion(
  { versions }: LiveKitSnapshot,
  before: string | null,
  after: string | null,
): readonly PlannedChange[] {
  const commitOf = (wanted: string | null): string | null =>
    versions.find(({ version }) => version === wanted)?.attributes.git_commit || null;
  const commit = { what: "commit", before: commitOf(before), after: commitOf(after) } as const;
  const differs = commit.before !== commit.after;
  return [{ what: "version", before, after }, ...(differs ? [commit] : [])];
}
