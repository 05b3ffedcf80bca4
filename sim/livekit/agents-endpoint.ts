/** What the endpoints of the agents host besides Twirp have in common (server-sdk-go pkg/cloudagents): who may call, and how they refuse. */
import { CLI_VERSION_HEADER, isProjectHost, NO_CLI_VERSION } from "./agents-host.ts";
import type { Agent, Project } from "./cloud-state.ts";
import { toWireName } from "./deployment-name.ts";
import { requireProject } from "./find.ts";
import type { Simulation } from "./simulation.ts";
import { allowsAgentAdmin, type Client } from "./verify-token.ts";

/** `note` is told the request as it was understood, for the call log. */
export type Endpoint = (
  request: Request,
  client: Client | null,
  note: (request: unknown) => void,
) => Response | Promise<Response>;

/** A request for one agent that has come as far as the endpoint. */
export interface AgentCall {
  readonly request: Request;
  readonly project: Project;
  readonly agent: Agent;
  /** Of the deployment; "" is production. */
  readonly deployment: string;
  readonly query: URLSearchParams;
  /** Milliseconds; everything that was due until then has happened. */
  readonly now: number;
}

/** `parameters`: those of the query besides `agent_id` and `deployment`, for the call log. */
export function createAgentsEndpoint(
  simulation: Simulation,
  parameters: readonly string[],
  answer: (call: AgentCall) => Response,
): Endpoint {
  return (request, client, note) => {
    const { hostname, searchParams: query } = new URL(request.url);
    if (isProjectHost(hostname)) return new Response("OK");
    note(
      Object.fromEntries(
        ["agent_id", "deployment", ...parameters].map((name) => [name, query.get(name) ?? ""]),
      ),
    );
    if (!client || !allowsAgentAdmin(client.grants)) return refuse(401, "permissions denied");
    if (!request.headers.get(CLI_VERSION_HEADER)) return refuse(400, NO_CLI_VERSION);
    const now = simulation.settle();
    const project = requireProject(simulation.state, client.project);
    const agent = project.agents.find(({ id }) => id === query.get("agent_id"));
    if (!agent) return refuse(404, AGENT_NOT_FOUND);
    const deployment = toWireName(query.get("deployment") ?? "");
    return answer({ request, project, agent, deployment, query, now });
  };
}

export const AGENT_NOT_FOUND = "agent not found";

/** Errors of these endpoints have no code (server-sdk-go pkg/cloudagents/logs.go). */
export const refuse = (status: number, msg: string): Response => Response.json({ msg, meta: {} }, { status });
