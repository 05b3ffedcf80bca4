/** `GET /logs`: plain text that goes on until the caller leaves, as on the real agents host (server-sdk-go cloudagents/logs.go). */
import { AGENT_NOT_FOUND, createAgentsEndpoint, type Endpoint, refuse } from "./agents-endpoint.ts";
import { serverRegionOf } from "./agents-host.ts";
import { buildLog } from "./build-log.ts";
import type { Agent, Deployment } from "./cloud-state.ts";
import { isServing } from "./deployment-life.ts";
import { requireProject, rowsOf } from "./find.ts";
import { logLines } from "./log-lines.ts";
import type { Simulation } from "./simulation.ts";

/** `wait`: until the next look for new lines. */
export function createLogService(simulation: Simulation, wait: (ms: number) => Promise<void>): Endpoint {
  return createAgentsEndpoint(
    simulation,
    ["log_type"],
    ({ request, project: { name }, agent: { id }, deployment, query }) => {
      const serverRegion = serverRegionOf(new URL(request.url).hostname);
      const type = query.get("log_type");
      if (type !== "deploy" && type !== "build") return refuse(400, "there are no logs of this type");
      // Looked up anew each time: the world may be another one when the next line is due.
      const read = (): readonly string[] | null => {
        const at = simulation.settle();
        const project = requireProject(simulation.state, name);
        const agent = project.agents.find((candidate) => candidate.id === id);
        const row = agent && chooseRow(agent, deployment, serverRegion);
        if (!row) return null;
        return type === "build" ? buildLog(agent, row, at) : logLines(project, row, at);
      };
      const lines = read();
      return lines ? follow(lines, () => read() ?? [], wait) : refuse(404, AGENT_NOT_FOUND);
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

const LOOK_EVERY_MS = 1_000;

/** The lines, and then each new one, until the caller leaves. */
function follow(
  lines: readonly string[],
  read: () => readonly string[],
  wait: (ms: number) => Promise<void>,
): Response {
  const encode = (all: readonly string[]) =>
    new TextEncoder().encode(all.map((line) => `${line}\n`).join(""));
  let seen = lines;
  let isLeft = false;
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        if (lines.length > 0) controller.enqueue(encode(lines));
      },
      async pull(controller) {
        let fresh: readonly string[] = [];
        while (fresh.length === 0 && !isLeft) {
          await wait(LOOK_EVERY_MS);
          const now = read();
          fresh = newLines(seen, now);
          seen = now;
        }
        if (!isLeft) controller.enqueue(encode(fresh));
      },
      cancel() {
        isLeft = true;
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: { "content-type": "text/plain; charset=utf-8" } });
}

/** What comes after the last line that was seen; all of it where that is gone, as with a new instance. */
function newLines(seen: readonly string[], lines: readonly string[]): readonly string[] {
  const last = seen.at(-1);
  if (last === undefined) return lines;
  const at = lines[seen.length - 1] === last ? seen.length - 1 : lines.lastIndexOf(last);
  return lines.slice(at + 1);
}
