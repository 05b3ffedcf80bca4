/** `GET /logs`: plain text that goes on until the caller leaves, as on the real agents host (server-sdk-go cloudagents/logs.go). */
import { CLI_VERSION_HEADER, isProjectHost, NO_CLI_VERSION, serverRegionOf } from "./agents-host.ts";
import type { Agent, Deployment } from "./cloud-state.ts";
import { isServing } from "./deployment-life.ts";
import { requireProject, rowsOf } from "./find.ts";
import { logLines } from "./log-lines.ts";
import type { Simulation } from "./simulation.ts";
import { allowsAgentAdmin, type Client } from "./verify-token.ts";

export type LogService = (
  request: Request,
  client: Client | null,
  note: (query: unknown) => void,
) => Response;

export function createLogService(simulation: Simulation): LogService {
  return (request, client, note) => {
    const { hostname, searchParams } = new URL(request.url);
    if (isProjectHost(hostname)) return new Response("OK");
    const query = Object.fromEntries(
      ["agent_id", "log_type", "deployment"].map((name) => [name, searchParams.get(name) ?? ""]),
    );
    note(query);
    if (!client || !allowsAgentAdmin(client.grants)) return refuse(401, "permissions denied");
    if (!request.headers.get(CLI_VERSION_HEADER)) return refuse(400, NO_CLI_VERSION);
    if (query.log_type !== "deploy") return refuse(400, "there are no logs of this type");
    const now = simulation.settle();
    const project = requireProject(simulation.state, client.project);
    const agent = project.agents.find(({ id }) => id === query.agent_id);
    const row = agent && chooseRow(agent, query.deployment ?? "", serverRegionOf(hostname));
    if (!row) return refuse(404, "agent not found");
    return follow(logLines(project, row, now));
  };
}

/** A host for all regions, as there is one on this machine, shows the one that has most to say: a crash, else a worker. */
function chooseRow(agent: Agent, deployment: string, serverRegion: string | null): Deployment | undefined {
  const rows = rowsOf(agent, deployment).filter(
    (row) => row.serverRegion === (serverRegion ?? row.serverRegion),
  );
  return rows.find(({ crashingSince }) => crashingSince !== null) ?? rows.find(isServing) ?? rows[0];
}

/** The lines, and then silence: what comes later is not sent, but the stream stays open. */
function follow(lines: readonly string[]): Response {
  const text = lines.map((line) => `${line}\n`).join("");
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      if (text !== "") controller.enqueue(new TextEncoder().encode(text));
    },
  });
  return new Response(body, { headers: { "content-type": "text/plain; charset=utf-8" } });
}

/** Errors of this endpoint have no code. */
const refuse = (status: number, msg: string): Response => Response.json({ msg, meta: {} }, { status });
