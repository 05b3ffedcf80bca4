/** The peer with nothing but a router and the signature check: what a Slack bot costs at the very least. */
import { Hono } from "hono";
import { verifySignature } from "./verify-signature.ts";

const app = new Hono<{ Bindings: { readonly SLACK_SIGNING_SECRET: string } }>();

app.post("/slack/events", async (context) => {
  const body = await context.req.text();
  if (!(await verifySignature(context.req.raw.headers, body, context.env.SLACK_SIGNING_SECRET)))
    return context.text("not signed by Slack", 401);
  const fields = new URLSearchParams(body);
  return context.json({ response_type: "ephemeral", text: `${fields.get("command")} ${fields.get("text")}` });
});

export default app;
