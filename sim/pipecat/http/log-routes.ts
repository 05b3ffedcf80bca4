import { Hono } from "hono";
import * as z from "zod";
import { type LogLine, logLines } from "../deployments/log-lines.ts";
import { badRequest, invalidParameters, notFound } from "../refusal.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";
import { pageShape, unixTimeSchema } from "./query-shapes.ts";
import { toIso } from "./render-service.ts";
import { refuse, type SimulatorEnv } from "./simulator-env.ts";
import { AGENTS, readParam, type Surface } from "./surface.ts";

const querySchema = z.object({
  ...pageShape,
  deploymentId: z.string().optional(),
  sessionId: z.string().optional(),
  query: z.string().optional(),
  order: z.enum(["asc", "desc"]).default("desc"),
  startTime: unixTimeSchema.optional(),
  endTime: unixTimeSchema.optional(),
});
type LogQuery = z.infer<typeof querySchema>;

function matches(line: LogLine, query: LogQuery): boolean {
  return (
    (query.deploymentId === undefined || line.deploymentId === query.deploymentId) &&
    (query.sessionId === undefined || line.sessionId === query.sessionId) &&
    (query.query === undefined || line.text.toLowerCase().includes(query.query.toLowerCase())) &&
    (query.startTime === undefined || line.at > query.startTime) &&
    (query.endTime === undefined || line.at < query.endTime)
  );
}

/** The platform writes nanoseconds; ours past the millisecond are the line's place among its neighbours. */
const toNanoIso = (at: number, place: number): string =>
  toIso(at).replace("Z", `${String(place % 1_000_000).padStart(6, "0")}Z`);

/** The log of an agent on one face. */
export function createLogRoutes(
  { store, now }: Pick<SimulatorDeps, "store" | "now">,
  surface: Surface,
): Hono<SimulatorEnv> {
  const routes = new Hono<SimulatorEnv>();

  routes.get(`${AGENTS[surface]}/logs`, (context) => {
    const query = querySchema.safeParse(context.req.query());
    if (!query.success) {
      const isTime = query.error.issues.some(({ path }) => path[0] === "startTime" || path[0] === "endTime");
      return refuse(context, isTime ? badRequest("Invalid timestamp format") : invalidParameters);
    }
    const agent = store.findAgent(readParam(context, "agentName"));
    if (!agent) return refuse(context, notFound());
    const written = logLines(agent, now()).map((line, place) => ({ ...line, place }));
    const found = written.filter((line) => matches(line, query.data));
    if (query.data.order === "desc") found.reverse();
    const { limit, offset } = query.data;
    return context.json({
      total: { value: found.length, relation: "eq" },
      logs: found.slice(offset, offset + limit).map(({ text, at, place, deploymentId }) => ({
        log: text,
        timestamp: toNanoIso(at, place),
        deploymentId,
      })),
    });
  });

  return routes;
}
