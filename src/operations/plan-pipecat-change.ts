/** What Pipecat Cloud is called with, for each verb: nearly all of it is one and the same update request. */
import { fail, type Result, succeed } from "../failure.ts";
import type { AgentUpdate } from "../platforms/change.ts";
import type { PipecatAgentStatus } from "../platforms/port.ts";
import { notOffered } from "../platforms/why-not-offered.ts";
import type { ChangePlan } from "./change-plan.ts";
import type { AgentChangeRequest } from "./change-request.ts";
import { checkUpdate } from "./check-update.ts";
import { isEmptyUpdate } from "./deployment-settings.ts";
import { draftPlan } from "./draft-plan.ts";
import type { LedgerEntry } from "./ledger-entry.ts";
import { planPipecatRollback } from "./plan-pipecat-rollback.ts";
import { type PipecatSnapshot, planPipecatUpdate } from "./plan-pipecat-update.ts";
import { planSecrets } from "./plan-secrets.ts";
import { planSourceDeploy } from "./plan-source-deploy.ts";

export function planPipecatChange(
  { agent, asked }: AgentChangeRequest,
  snapshot: PipecatSnapshot,
  ledger: readonly LedgerEntry[],
  usage: string,
): Result<ChangePlan> {
  switch (asked.verb) {
    case "rollback":
      return planPipecatRollback(agent, asked.version, snapshot, ledger);
    case "restart":
      return succeed(planPipecatUpdate({ forceRedeploy: true }, snapshot, ledger));
    case "deploy": {
      const { update, ref, deployment } = asked;
      if (deployment !== undefined) {
        const expected = "left out: an agent on Pipecat Cloud has one deployment, without a name";
        return fail({ kind: "bad-value", usage, name: "--deployment", expected });
      }
      if (ref !== undefined && !isEmptyUpdate(update)) {
        const expected = "left out where something else is to be deployed than a commit";
        return fail({ kind: "bad-value", usage, name: "--ref", expected });
      }
      const isCommit = isEmptyUpdate(update) && (ref !== undefined || snapshot.source !== null);
      return isCommit
        ? planSourceDeploy(agent, null, snapshot, ledger)
        : planUpdate("deploy", update, snapshot, ledger, usage);
    }
    case "scale":
      return planUpdate("scale", toScaling(asked.min, asked.max), snapshot, ledger, usage);
    case "update-secrets":
      return planSecrets(asked, snapshot, ledger, usage);
    case "create":
    case "promote":
      return fail(notOffered(agent.platform, asked.verb));
    case "delete": {
      if (asked.deployment !== undefined) return fail(notOffered(agent.platform, "delete --deployment"));
      const changes = [{ what: "agent", before: agent.name, after: null }] as const;
      const remarks = [{ kind: "irreversible" }] as const;
      return succeed(draftPlan({ call: { kind: "delete" }, changes, remarks }, snapshot, ledger));
    }
  }
}

const toScaling = (min: number | null, max: number | null): AgentUpdate => ({
  scaling: { ...(min === null ? {} : { min }), ...(max === null ? {} : { max }) },
});

function planUpdate(
  verb: "deploy" | "scale",
  update: AgentUpdate,
  snapshot: PipecatSnapshot,
  ledger: readonly LedgerEntry[],
  usage: string,
): Result<ChangePlan> {
  if (isEmptyUpdate(update)) return fail({ kind: "nothing-to-change", verb, usage });
  const checked = checkUpdate(update, usage);
  if (!checked.ok) return checked;
  const fitting = checkAgainstRest(update, snapshot.status.scaling, usage);
  return fitting.ok ? succeed(planPipecatUpdate(update, snapshot, ledger)) : fitting;
}

/** The bound that is left out stays, and both have to fit each other. */
function checkAgainstRest(
  { scaling }: AgentUpdate,
  now: PipecatAgentStatus["scaling"],
  usage: string,
): Result<null> {
  if (scaling?.min !== undefined && scaling.max === undefined && now && scaling.min > now.max) {
    const expected = `at most ${now.max}, the maximum that stays; give \`--max\` too`;
    return fail({ kind: "bad-value", usage, name: "--min", expected });
  }
  if (scaling?.max !== undefined && scaling.min === undefined && now && scaling.max < now.min) {
    const expected = `at least ${now.min}, the minimum that stays; give \`--min\` too`;
    return fail({ kind: "bad-value", usage, name: "--max", expected });
  }
  return succeed(null);
}
