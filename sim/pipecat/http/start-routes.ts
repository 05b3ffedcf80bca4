import { Hono } from "hono";
import * as z from "zod";
import { refuseSpending } from "../deployments/check-settings.ts";
import { startSession } from "../deployments/start-session.ts";
import { numbered, type Refusal } from "../refusal.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";
import { invalidQuery } from "./invalid-request.ts";
import { readJson, refuse, type SimulatorEnv } from "./simulator-env.ts";

const requestSchema = z.object({
  createDailyRoom: z.boolean().default(false),
  dailyRoomProperties: z.record(z.string(), z.unknown()).optional(),
  dailyMeetingTokenProperties: z.record(z.string(), z.unknown()).optional(),
  transport: z.enum(["daily", "webrtc", "websocket"]).optional(),
  body: z.record(z.string(), z.unknown()).optional(),
});

const MAX_BODY_BYTES = 1_000_000;

const notReady: Refusal = {
  status: 400,
  body: {
    error: "Attempt to start agent when deployment is not in ready state. Is your image pull secret valid?",
    code: "PCC-1001",
  },
};
/** In a form of its own: `message` in place of `error`. */
const atCapacity = { status: 429, code: "429", message: "Rate limit exceeded. Please try again later" };

/** `/v1/public/{agentName}/start`: callers start sessions, by a public key. */
export function createStartRoutes(deps: SimulatorDeps): Hono<SimulatorEnv> {
  const { store } = deps;
  const routes = new Hono<SimulatorEnv>();

  routes.post("/v1/public/:agentName/start", async (context) => {
    const given = await readJson(context);
    const request = requestSchema.safeParse(given);
    if (!request.success) return refuse(context, invalidQuery(request.error, given));
    context.set("understood", request.data);
    const { body, createDailyRoom, transport } = request.data;
    if (JSON.stringify(body ?? {}).length > MAX_BODY_BYTES) {
      return refuse(context, numbered(413, "Request body too large"));
    }
    if (transport === "websocket") {
      return refuse(context, numbered(404, "API endpoint not found: transport websocket is not simulated"));
    }
    const agent = store.findAgent(context.req.param("agentName"));
    if (!agent) return refuse(context, numbered(404, "agent deployment not found"));
    const spent = refuseSpending(store.organization);
    if (spent) return refuse(context, spent);
    const outcome = startSession(deps, agent);
    if ("session" in outcome) {
      const { id } = outcome.session;
      const room = { dailyRoom: `https://local.daily.test/${id}`, dailyToken: `token-of-${id}` };
      return context.json({ sessionId: id, ...(createDailyRoom ? room : {}) });
    }
    return outcome.refused === "429" ? context.json(atCapacity, 429) : refuse(context, notReady);
  });

  return routes;
}
