/**
 * The peer on the same libraries, used as they come: all of Bolt, all of zod. A small bot that echoes, and lists the
 * agents of one LiveKit project.
 */
import { App, type AppOptions, type ReceiverEvent } from "@slack/bolt";
import { Hono } from "hono";
import { SignJWT } from "jose";
import { z } from "zod";
import { verifySignature } from "./verify-signature.ts";

interface Bindings {
  readonly SLACK_SIGNING_SECRET: string;
  readonly SLACK_BOT_TOKEN: string;
  readonly PROD_LIVEKIT_API_KEY: string;
  readonly PROD_LIVEKIT_API_SECRET: string;
}

const commandSchema = z.looseObject({ command: z.string(), text: z.string() });
const agentsSchema = z.object({ agents: z.array(z.object({ agent_id: z.string() })) });

const server = new Hono<{ Bindings: Bindings }>();
let bot: App | undefined;

server.post("/slack/events", async (context) => {
  const body = await context.req.text();
  if (!(await verifySignature(context.req.raw.headers, body, context.env.SLACK_SIGNING_SECRET)))
    return context.text("not signed by Slack", 401);
  const command = commandSchema.parse(Object.fromEntries(new URLSearchParams(body)));
  bot ??= createBot(context.env);
  const app = bot;
  return await new Promise<Response>((resolve, reject) => {
    const ack: ReceiverEvent["ack"] = async (answer) => resolve(toResponse(answer));
    const work = app.processEvent({ body: command, ack });
    context.executionCtx.waitUntil(work.catch(reject));
  });
});

export default server;

function createBot(env: Bindings): App {
  const receiver: AppOptions["receiver"] = {
    init() {},
    start: async () => undefined,
    stop: async () => undefined,
  };
  const authorize = async () => ({ botToken: env.SLACK_BOT_TOKEN, botId: "BSWITCH", botUserId: "USWITCH" });
  const app = new App({ receiver, authorize });
  app.command("/agent", async ({ command, ack }) => {
    await ack(command.text === "list" ? await listAgents(env) : `${command.command} ${command.text}`);
  });
  return app;
}

async function listAgents(env: Bindings): Promise<string> {
  const token = await new SignJWT({ agent: { admin: true } })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer(env.PROD_LIVEKIT_API_KEY)
    .setExpirationTime("5m")
    .sign(new TextEncoder().encode(env.PROD_LIVEKIT_API_SECRET));
  const response = await fetch("https://agents.livekit.cloud/twirp/livekit.CloudAgent/ListAgents", {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: "{}",
  });
  const { agents } = agentsSchema.parse(await response.json());
  return agents.map(({ agent_id }) => agent_id).join("\n");
}

const toResponse = (answer: unknown): Response =>
  typeof answer === "string" ? Response.json({ text: answer }) : Response.json(answer ?? {});
