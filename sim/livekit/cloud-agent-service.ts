/** livekit.CloudAgent, as much of it as reads: the agents of a project. The real server is closed; what it does was observed from outside. */
import { SERVER_REGIONS } from "./regions.ts";
import { renderAgent, renderSecret, renderVersion } from "./render-agent.ts";
import { message, text } from "./request-fields.ts";
import { requireWantedAgent } from "./require-wanted-agent.ts";
import type { Simulation } from "./simulation.ts";
import { createMethod, type TwirpService } from "./twirp-method.ts";
import { allowsAgentAdmin } from "./verify-token.ts";

const agentRequest = message({ agent_id: text, agent_name: text });

/** `blankNames`: ids of agents whose name the summary of all agents leaves out. */
export function createCloudAgentService(simulation: Simulation, blankNames: readonly string[]): TwirpService {
  return {
    ListAgents: createMethod(simulation, {
      request: agentRequest,
      allows: allowsAgentAdmin,
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
      allows: allowsAgentAdmin,
      answer: (of, project) => ({
        versions: requireWantedAgent(project, of).versions.map(renderVersion),
      }),
    }),
    ListAgentSecrets: createMethod(simulation, {
      request: agentRequest,
      allows: allowsAgentAdmin,
      answer: (of, project) => ({
        secrets: requireWantedAgent(project, of).secrets.map(renderSecret),
      }),
    }),
    GetClientSettings: createMethod(simulation, {
      request: message({}),
      allows: allowsAgentAdmin,
      answer: () => ({
        params: [
          { name: "available_regions", value: [...SERVER_REGIONS.keys()].join(",") },
          { name: "residency_warning_regions", value: "" },
          { name: "project_data_region", value: "us" },
          { name: "python-min-sdk-version", value: "1.0.0" },
          { name: "node-min-sdk-version", value: "1.0.0" },
        ],
      }),
    }),
  };
}
