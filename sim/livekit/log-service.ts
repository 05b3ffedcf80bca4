/** `GET /logs`: plain text that goes on until the caller leaves, as on the real agents host (server-sdk-go cloudagents/logs.go). */
import { AGENT_NOT_FOUND, createAgentsEndpoint, type Endpoint, refuse } from "./agents-endpoint.ts";
import { serverRegionOf } from "./agents-host.ts";
import type { Agent, Deployment } from "./cloud-state.ts";
import { isServing } from "./deployment-life.ts";
import { rowsOf } from "./find.ts";
import { logLines } from "./log-lines.ts";
import type { Simulation } from "./simulation.ts";

export function createLogService(simulation: Simulation): Endpoint {
  return createAgentsEndpoint(
    simulation,
    ["log_type"],
    ({ request, project, agent, deployment, query, now }) => {
      if (query.get("log_type") !== "deploy") return refuse(400, "there are no logs of this type");
      const row = chooseRow(agent, deployment, serverRegionOf(new URL(request.url).hostname));
      return row ? follow(logLines(project, row, now)) : refuse(404, AGENT_NOT_FOUND);
    },
  );
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
