import { changeCondition } from "../deployments/change-condition.ts";
import { withScaling } from "../deployments/decide-update.ts";
import { conditionAt, RECONCILE_MS, reconciledAt } from "../deployments/life-cycle.ts";
import type { UpdateServiceRequest } from "../deployments/service-requests.ts";
import { updateAgent } from "../deployments/update-agent.ts";
import { type Agent, type Deployment, desiredDeployment, type Trouble } from "../organization.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";
import { type Crash, missingModule } from "../troubles.ts";

/** What happens to agents and their deployments. */
export interface DeploymentWorld {
  /**
   * Somebody else deploys, by the dashboard or the CLI; without a request the same again. Gives the id of the deployment
   * that is then desired. Throws what the platform would refuse.
   */
  deploy(agent: string, request?: UpdateServiceRequest): string;
  /** Somebody else deletes the agent. */
  removeAgent(agent: string): void;
  /** The newest deployment's program exits soon after every start from now on; its running sessions end. */
  crash(agent: string, details?: Partial<Omit<Crash, "kind">>): void;
  /** Whatever troubles the newest deployment is over. */
  heal(agent: string): void;
  /** The platform gives up on the newest deployment, whatever its trouble (default: it crashes): phase Failed. */
  giveUp(agent: string): void;
  /** The platform reports trouble of its own with the newest deployment, or no longer. */
  setInfrastructureIssue(agent: string, isThere: boolean): void;
  /** From now on no deployment of the agent is taken up: the desired and the reconciled id stay different. */
  holdOperator(agent: string): void;
  /** The operator goes on, with the newest deployment. */
  releaseOperator(agent: string): void;
  /** Minimum 0, and all idle instances gone at once; instances with a session stay. */
  scaleToZero(agent: string): void;
}

export function createDeploymentWorld(deps: SimulatorDeps): DeploymentWorld {
  const { store, now } = deps;
  const put = (agent: Agent): void =>
    store.putAgent(agent, { type: "agent.changed", at: now(), agent: agent.name });
  const change = (name: string, trouble: Trouble | null): void =>
    put(changeCondition(store.requireAgent(name), { trouble, isGivenUp: false }, now()));
  const changeDeployments = (agent: Agent, howTo: (deployment: Deployment) => Deployment): Agent => ({
    ...agent,
    deployments: agent.deployments.map(howTo),
  });

  return {
    deploy: (name, request = { forceRedeploy: true }) => {
      const outcome = updateAgent(deps, name, request);
      if (outcome.refusal) throw new Error(outcome.refusal.body.error);
      return desiredDeployment(outcome.agent).id;
    },
    removeAgent: (name) => {
      const at = now();
      store.putAgent(
        { ...store.requireAgent(name), deletedAt: at },
        { type: "agent.deleted", at, agent: name },
      );
    },
    crash: (name, details = {}) => change(name, { ...missingModule, ...details }),
    heal: (name) => change(name, null),
    giveUp: (name) => {
      const agent = store.requireAgent(name);
      const { trouble } = conditionAt(desiredDeployment(agent), now());
      put(changeCondition(agent, { trouble: trouble ?? missingModule, isGivenUp: true }, now()));
    },
    setInfrastructureIssue: (name, infrastructureIssue) => {
      const agent = store.requireAgent(name);
      const changed = { ...desiredDeployment(agent), infrastructureIssue };
      put({ ...agent, deployments: agent.deployments.with(-1, changed) });
    },
    holdOperator: (name) => {
      const agent = changeDeployments(store.requireAgent(name), (deployment) =>
        reconciledAt(deployment) > now() ? { ...deployment, takenUpAt: null } : deployment,
      );
      put({ ...agent, isOperatorHeld: true });
    },
    releaseOperator: (name) => {
      const takenUpAt = now() + RECONCILE_MS;
      const agent = changeDeployments(store.requireAgent(name), (deployment) => ({
        ...deployment,
        takenUpAt: deployment.takenUpAt ?? takenUpAt,
      }));
      put({ ...agent, isOperatorHeld: false });
    },
    scaleToZero: (name) => {
      const agent = store.requireAgent(name);
      const scaling = { ...agent.scaling, minReplicas: 0 };
      put({ ...withScaling(agent, scaling, now()), idleInstancesGoneAt: now() });
    },
  };
}
