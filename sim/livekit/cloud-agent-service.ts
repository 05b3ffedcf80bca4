/** livekit.CloudAgent: the agents of a project. The real server is closed; what it does was observed from outside. */
import type { Agent, Project } from "./cloud-state.ts";
import { renderAgent, renderSecret, renderVersion } from "./render-agent.ts";
import { message, text } from "./request-fields.ts";
import type { Simulation } from "./simulation.ts";
import { TwirpError } from "./twirp-error.ts";
import { createMethod, type TwirpService } from "./twirp-method.ts";
import type { Grants } from "./verify-token.ts";

const agentRequest = message({ agent_id: text, agent_name: text });

const allows = ({ agent }: Grants) => agent?.admin === true;

/** `blankNames`: ids of agents whose name the summary of all agents leaves out. */
export function createCloudAgentService(simulation: Simulation, blankNames: readonly string[]): TwirpService {
  return {
    ListAgents: createMethod(simulation, {
      request: agentRequest,
      allows,
      answer(filter, project, now) {
        const isSummary = filter.agent_id === "" && filter.agent_name === "";
        const agents = project.agents
          .filter(({ id }) => filter.agent_id === "" || id === filter.agent_id)
          .filter(({ name }) => filter.agent_name === "" || name === filter.agent_name)
          .map((agent) => {
            const name = isSummary && blankNames.includes(agent.id) ? "" : agent.name;
            return renderAgent(project, agent, name, now);
          });
        return { agents };
      },
    }),
    ListAgentVersions: createMethod(simulation, {
      request: agentRequest,
      allows,
      answer: (of, project) => ({
        versions: getAgent(project, of.agent_id, of.agent_name).versions.map(renderVersion),
      }),
    }),
    ListAgentSecrets: createMethod(simulation, {
      request: agentRequest,
      allows,
      answer: (of, project) => ({
        secrets: getAgent(project, of.agent_id, of.agent_name).secrets.map(renderSecret),
      }),
    }),
    GetClientSettings: createMethod(simulation, {
      request: message({}),
      allows,
      answer: () => ({
        params: [
          { name: "available_regions", value: "us-east,eu-central,ap-south" },
          { name: "residency_warning_regions", value: "" },
          { name: "project_data_region", value: "us" },
          { name: "python-min-sdk-version", value: "1.0.0" },
          { name: "node-min-sdk-version", value: "1.0.0" },
        ],
      }),
    }),
  };
}

/** A missing agent is an internal error on the real Cloud, not `not_found`. */
function getAgent(project: Project, id: string, name: string): Agent {
  const agent = project.agents.find((candidate) => (id ? candidate.id === id : candidate.name === name));
  if (!agent) throw new TwirpError("internal", "failed to get agent");
  return agent;
}
