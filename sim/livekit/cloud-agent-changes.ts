/** livekit.CloudAgent, as much of it as changes agents. A 200 may be a refusal: `success` is what counts. */
import type { Agent } from "./cloud-state.ts";
import { startDeletion } from "./deletion.ts";
import { toWireName } from "./deployment-name.ts";
import { rowsOf } from "./find.ts";
import { refuseDeletion, refusePromotion, refuseRestart, refuseRollback } from "./refuse-change.ts";
import { message, text } from "./request-fields.ts";
import { requireWantedAgent } from "./require-wanted-agent.ts";
import { restartAgent } from "./restart.ts";
import { PROMOTION, ROLLBACK, startRollout } from "./rollout.ts";
import type { Simulation } from "./simulation.ts";
import { createMethod, type TwirpService } from "./twirp-method.ts";
import { allowsAgentAdmin } from "./verify-token.ts";

/** Of DeleteAgent alone, as seen on the real service. */
const NOTHING_TO_DELETE = "The agent could not be found. Please check the agent ID and try again.";

export function createCloudAgentChanges(simulation: Simulation): TwirpService {
  /** Acts unless there is a reason not to; `more` are the fields of the answer besides those that every one has. */
  const decide = (refusal: string | null, act: (at: number) => void, more: Record<string, string> = {}) => {
    if (refusal === null) simulation.change(act);
    return { success: refusal === null, message: refusal ?? "", ...more };
  };

  return {
    RollbackAgent: createMethod(simulation, {
      request: message({ agent_id: text, agent_name: text, version: text }),
      allows: allowsAgentAdmin,
      answer(request, project) {
        const agent = requireWantedAgent(project, request);
        const { version } = request;
        return decide(refuseRollback(agent, version), (at) =>
          startRollout(simulation, project, agent, { deployment: "", version }, ROLLBACK, at),
        );
      },
    }),
    RestartAgent: createMethod(simulation, {
      request: message({ agent_id: text }),
      allows: allowsAgentAdmin,
      answer(request, project) {
        const agent = requireWantedAgent(project, request);
        return decide(refuseRestart(agent), (at) => restartAgent(simulation, project, agent, at));
      },
    }),
    PromoteAgent: createMethod(simulation, {
      request: message({ agent_id: text, src_deployment: text, dst_deployment: text }),
      allows: allowsAgentAdmin,
      answer(request, project) {
        const agent = requireWantedAgent(project, request);
        const source = toWireName(request.src_deployment);
        const deployment = toWireName(request.dst_deployment);
        const version = versionOf(agent, source);
        return decide(
          refusePromotion(agent, source, deployment),
          (at) => startRollout(simulation, project, agent, { deployment, version }, PROMOTION, at),
          {
            agent_id: agent.id,
            src_deployment: request.src_deployment,
            dst_deployment: request.dst_deployment,
            version_tag: version,
          },
        );
      },
    }),
    DeleteAgent: createMethod(simulation, {
      request: message({ agent_id: text, agent_name: text, deployment: text }),
      allows: allowsAgentAdmin,
      answer(request, project) {
        const agent = requireWantedAgent(project, request, NOTHING_TO_DELETE);
        // Without its production deployment there is no agent.
        const deployment = toWireName(request.deployment) || null;
        return decide(refuseDeletion(agent, deployment), (at) =>
          startDeletion(simulation, project, agent, deployment, at),
        );
      },
    }),
  };
}

const versionOf = (agent: Agent, deployment: string): string => rowsOf(agent, deployment)[0]?.version ?? "";
