import { Hono } from "hono";
import * as z from "zod";
import { endSession } from "../deployments/end-session.ts";
import { isSessionActive } from "../deployments/session-life.ts";
import type { Agent, Session } from "../organization.ts";
import { numbered } from "../refusal.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";
import { invalidQuery } from "./invalid-request.ts";
import { pageShape, unixTimeSchema } from "./query-shapes.ts";
import { renderSession } from "./render-session.ts";
import { refuse, type SimulatorEnv } from "./simulator-env.ts";

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
type SessionQuery = z.infer<typeof querySchema>;

const agentNotFound = numbered(404, "agent deployment not found");
const sessionNotFound = numbered(404, "Session not found");

function matches(agent: Agent, session: Session, query: SessionQuery, at: number): boolean {
  const { deploymentId, startTime, endTime, status, startType, startTimeMin, startTimeMax } = query;
  return (
    (deploymentId === undefined || session.deploymentId === deploymentId) &&
    (startTime === undefined || session.createdAt > startTime) &&
    (endTime === undefined || session.createdAt < endTime) &&
    (status === "all" || isSessionActive(agent, session, at) === (status === "active")) &&
    (startType === "all" || session.coldStart === (startType === "cold")) &&
    (startTimeMin === 0 || session.botStartSeconds > startTimeMin) &&
    (startTimeMax === 0 || session.botStartSeconds < startTimeMax)
  );
}

/** Surface A: `/v1/agents/{agentName}/sessions`, newest first, with errors in the numeric style. */
export function createSessionRoutes({ store, now }: SimulatorDeps): Hono<SimulatorEnv> {
  const routes = new Hono<SimulatorEnv>();

  routes.get("/v1/agents/:agentName/sessions", (context) => {
    const given = context.req.query();
    const query = querySchema.safeParse(given);
    if (!query.success) return refuse(context, invalidQuery(query.error, given));
    const agent = store.findAgent(context.req.param("agentName"));
    if (!agent) return refuse(context, agentNotFound);
    const at = now();
    const found = agent.sessions
      .filter((session) => matches(agent, session, query.data, at))
      .toSorted((one, other) => other.createdAt - one.createdAt);
    const { limit, offset } = query.data;
    const page = found.slice(offset, offset + limit);
    return context.json({
      total_count: found.length,
      sessions: page.map((session) => renderSession(store.organization, agent, session, at)),
    });
  });

  routes.get("/v1/agents/:agentName/sessions/:sessionId", (context) => {
    const agent = store.findAgent(context.req.param("agentName"));
    const session = agent?.sessions.find(({ id }) => id === context.req.param("sessionId"));
    if (!agent) return refuse(context, agentNotFound);
    if (!session) return refuse(context, sessionNotFound);
    const rendered = renderSession(store.organization, agent, session, now());
    return context.json({ ...rendered, resourceMetrics: null, meetingIds: [] });
  });

  routes.delete("/v1/agents/:agentName/sessions/:sessionId", (context) => {
    const sessionId = context.req.param("sessionId");
    if (!z.guid().safeParse(sessionId).success) return refuse(context, numbered(400, "Invalid session ID"));
    const agent = store.findAgent(context.req.param("agentName"));
    if (!agent) return refuse(context, numbered(404, "Service not found"));
    const at = now();
    const session = agent.sessions.find(({ id }) => id === sessionId);
    if (!session || !isSessionActive(agent, session, at)) return refuse(context, sessionNotFound);
    store.putAgent(endSession(agent, sessionId, at, "HTTP_COMPLETED"), {
      type: "session.ended",
      at,
      agent: agent.name,
      sessionId,
    });
    return context.json({ status: "terminated", session_id: sessionId });
  });

  return routes;
}
