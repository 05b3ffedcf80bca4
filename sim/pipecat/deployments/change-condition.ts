import { type Agent, type Condition, desiredDeployment } from "../organization.ts";
import { endSession } from "./end-session.ts";
import { historyAt } from "./revision-health.ts";
import { activeSessions } from "./session-life.ts";

/**
 * The agent with its newest deployment in another condition from now on; trouble `null` heals it. The sessions that
 * run on the deployment end with an error when its program breaks.
 */
export function changeCondition(
  agent: Agent,
  { trouble, isGivenUp }: Pick<Condition, "trouble" | "isGivenUp">,
  at: number,
): Agent {
  const desired = desiredDeployment(agent);
  const { restarts, exit } = historyAt(desired, at);
  const condition = { since: at, trouble, isGivenUp, restartsBefore: restarts, exitBefore: exit };
  const changed = { ...desired, conditions: [...desired.conditions, condition] };
  const after = { ...agent, deployments: agent.deployments.with(-1, changed) };
  if (trouble === null) return after;
  return activeSessions(agent, at, desired.id).reduce(
    (ending, session) =>
      endSession(ending, session.id, at, { completionStatus: "HTTP_ERROR", isTerminated: false }),
    after,
  );
}
