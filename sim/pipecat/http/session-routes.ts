import { Hono } from "hono";
import * as z from "zod";
import { endSession } from "../deployments/end-session.ts";
import { endStates, sessionEndState } from "../deployments/session-end-state.ts";
import { isSessionActive } from "../deployments/session-life.ts";
import type { Agent, Session } from "../organization.ts";
import { numbered } from "../refusal.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";
import { invalidQuery } from "./invalid-request.ts";
import { pageShape, unixTimeSchema } from "./query-shapes.ts";
import { renderSession, renderSessionDetails } from "./render-session.ts";
import { refuse, type SimulatorEnv } from "./simulator-env.ts";
import { AGENTS, readParam, type Surface } from "./surface.ts";

const latencySchema = z.coerce.number().min(0).default(0);

const querySchema = z.object({
  ...pageShape,
  deploymentId: z.string().optional(),
  startTime: unixTimeSchema.optional(),
  endTime: unixTimeSchema.optional(),
  status: z.enum(["active", "ended", "all"]).default("all"),
  startType: z.enum(["cold", "warm", "all"]).default("all"),
  /** Start latency in seconds; 0 is no limit. */
  startTimeMin: latencySchema,
  startTimeMax: latencySchema,
});
/** The organization's API filters by how sessions ended, too. */
const organizationQuerySchema = querySchema.extend({ endState: z.enum(endStates).optional() });
type SessionQuery = z.infer<typeof organizationQuerySchema>;

const agentNotFound = numbered(404, "agent deployment not found");
const sessionNotFound = numbered(404, "Session not found");

function matches(agent: Agent, session: Session, query: SessionQuery, at: number): boolean {
  const { deploymentId, startTime, endTime, status, startType, startTimeMin, startTimeMax, endState } = query;
  return (
    (deploymentId === undefined || session.deploymentId === deploymentId) &&
    (startTime === undefined || session.createdAt > startTime) &&
    (endTime === undefined || session.createdAt < endTime) &&
    (status === "all" || isSessionActive(agent, session, at) === (status === "active")) &&
    (startType === "all" || session.coldStart === (startType === "cold")) &&
    (startTimeMin === 0 || session.botStartSeconds > startTimeMin) &&
    (startTimeMax === 0 || session.botStartSeconds < startTimeMax) &&
    (endState === undefined || sessionEndState(agent, session, at) === endState)
  );
}

/** The sessions of an agent on one face, newest first, with errors in the numeric style. */
export function createSessionRoutes(
  { store, now }: Pick<SimulatorDeps, "store" | "now">,
  surface: Surface,
): Hono<SimulatorEnv> {
  const routes = new Hono<SimulatorEnv>();
  const sessions = `${AGENTS[surface]}/sessions`;
  const schema = surface === "organization" ? organizationQuerySchema : querySchema;

  routes.get(sessions, (context) => {
    const given = context.req.query();
    const query = schema.safeParse(given);
    if (!query.success) return refuse(context, invalidQuery(query.error, given));
    const agent = store.findAgent(readParam(context, "agentName"));
    if (!agent) return refuse(context, agentNotFound);
    const at = now();
    const found = agent.sessions
      .filter((session) => matches(agent, session, query.data, at))
      .toSorted((one, other) => other.createdAt - one.createdAt);
    const { limit, offset } = query.data;
    const page = found.slice(offset, offset + limit);
    return context.json({
      total_count: found.length,
      sessions: page.map((session) => renderSession(store.organization, agent, session, at, surface)),
    });
  });

  routes.get(`${sessions}/:sessionId`, (context) => {
    const agent = store.findAgent(readParam(context, "agentName"));
    const session = agent?.sessions.find(({ id }) => id === readParam(context, "sessionId"));
    if (!agent) return refuse(context, agentNotFound);
    if (!session) return refuse(context, sessionNotFound);
    return context.json(renderSessionDetails(store.organization, agent, session, now(), surface));
  });

  routes.delete(`${sessions}/:sessionId`, (context) => {
    const sessionId = readParam(context, "sessionId");
    if (!z.guid().safeParse(sessionId).success) return refuse(context, numbered(400, "Invalid session ID"));
    const agent = store.findAgent(readParam(context, "agentName"));
    if (!agent) return refuse(context, numbered(404, "Service not found"));
    const at = now();
    const session = agent.sessions.find(({ id }) => id === sessionId);
    if (!session || !isSessionActive(agent, session, at)) return refuse(context, sessionNotFound);
    const end = { completionStatus: "HTTP_COMPLETED", isTerminated: true };
    store.putAgent(endSession(agent, sessionId, at, end), {
      type: "session.ended",
      at,
      agent: agent.name,
      sessionId,
    });
    return context.json({ status: "terminated", session_id: sessionId });
  });

  return routes;
}
