/**
 * The page's way into the world: every action is that of a person in the simulated Slack, nothing goes past it. With
 * real credentials behind the Worker these are real actions, so requests of other websites must not get in.
 */
import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { validator } from "hono/validator";
import type * as z from "zod";
import type { SlackWorkspace } from "../slack/slack-workspace.ts";
import { describeScene, type Roles } from "./describe-scene.ts";
import {
  closingSchema,
  entrySchema,
  filePlaceSchema,
  type Outcome,
  placeSchema,
  pressSchema,
  type SubmissionOutcome,
  type Suggestions,
  sayingSchema,
  submissionSchema,
} from "./page-protocol.ts";

/** A name that another website gets resolved to this machine (DNS rebinding) is none of these. */
const OWN_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** How long the page waits when the stream broke, as after a restart. */
const RECONNECT_MS = 500;

export function createPageApi(slack: SlackWorkspace, roles: Roles): Hono {
  const { client } = slack;
  const api = new Hono().basePath("/api");
  api.use(async (c, next) => {
    const isOwn = OWN_HOSTS.has(new URL(c.req.url).hostname);
    // Other websites can send forms and plain text unasked, but not JSON.
    const isJson = c.req.method === "GET" || c.req.header("content-type") === "application/json";
    if (!isOwn || !isJson) return c.json({ error: "not_for_other_websites" }, 403);
    return await next();
  });
  api
    .get("/scene", validator("query", parse(placeSchema)), (c) => {
      const describe = () => JSON.stringify(describeScene(slack, roles, c.req.valid("query")));
      return streamSSE(c, async (stream) => {
        let wake = (): void => {};
        const stop = slack.subscribe(() => wake());
        stream.onAbort(() => wake());
        for (let sent = ""; !stream.aborted; ) {
          // Listens before it looks, so that no change is missed; many changes at once make one scene.
          const changed = new Promise<void>((resolve) => {
            wake = resolve;
          });
          const scene = describe();
          if (scene !== sent) await stream.writeSSE({ data: scene, retry: RECONNECT_MS });
          sent = scene;
          await changed;
        }
        stop();
      });
    })
    .post("/say", validator("json", parse(sayingSchema)), async (c) => {
      const { user, channel, thread, text } = c.req.valid("json");
      const input = { user, channel, text, ...(thread === undefined ? {} : { threadTs: thread }) };
      const { error } = await (text.startsWith("/") ? client.runCommand(input) : client.sendMessage(input));
      return c.json({ error } satisfies Outcome);
    })
    .post("/press", validator("json", parse(pressSchema)), async (c) => {
      const { error } = await client.press(c.req.valid("json"));
      return c.json({ error } satisfies Outcome);
    })
    .post("/choose", validator("json", parse(entrySchema)), async (c) => {
      const { error } = await client.choose(c.req.valid("json"));
      return c.json({ error } satisfies Outcome);
    })
    .post("/suggest", validator("json", parse(entrySchema)), async (c) => {
      const { error, options } = await client.suggest(c.req.valid("json"));
      return c.json({ error, options: [...options] } satisfies Suggestions);
    })
    .post("/submit", validator("json", parse(submissionSchema)), async (c) => {
      const { error, errors } = await client.submitView(c.req.valid("json"));
      return c.json({ error, errors } satisfies SubmissionOutcome);
    })
    .post("/close", validator("json", parse(closingSchema)), async (c) => {
      const { error } = await client.closeView(c.req.valid("json"));
      return c.json({ error } satisfies Outcome);
    })
    .get("/file", validator("query", parse(filePlaceSchema)), (c) => {
      const { user, channel, messageTs, file: id } = c.req.valid("query");
      const messages = slack.messagesFor(user, channel, messageTs);
      const file = messages.flatMap(({ files }) => files).find((candidate) => candidate.id === id);
      if (!file) return c.json({ error: "no_such_file" }, 404);
      // Never shown by the browser itself: whatever it holds, it does not become a page of this address.
      c.header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`);
      return c.text(slack.world.readFile(id));
    });
  // The client throws at what nobody can do, like pressing a button that is gone.
  api.onError((error, c) => c.json({ error: error.message }, 409));
  return api;
}

function parse<T>(schema: z.ZodType<T>) {
  return (value: unknown, c: { json(body: unknown, status: 400): Response }): T | Response => {
    const parsed = schema.safeParse(value);
    return parsed.success ? parsed.data : c.json({ error: "invalid_request" }, 400);
  };
}
