/** The page's way into the simulated Slack: every action is that of a person in it, and nothing goes past it. */
import { Hono } from "hono";
import { validator } from "hono/validator";
import type { SlackWorkspace } from "../slack/slack-workspace.ts";
import { type AppManifest, EMPTY_MANIFEST } from "./app-manifest.ts";
import type { Roles } from "./describe-workspace.ts";
import { requireOwnRequest } from "./own-requests.ts";
import {
  choiceSchema,
  closingSchema,
  filePlaceSchema,
  homeOpeningSchema,
  type Outcome,
  placeSchema,
  pressSchema,
  queryingSchema,
  type SubmissionOutcome,
  type Suggestions,
  sayingSchema,
  shortcutSchema,
  submissionSchema,
} from "./page-protocol.ts";
import { readBy } from "./read-by.ts";
import { createSceneStream } from "./scene-stream.ts";

export function createPageApi(
  slack: SlackWorkspace,
  roles: Roles,
  manifest: AppManifest = EMPTY_MANIFEST,
): Hono {
  const { client } = slack;
  const streamScene = createSceneStream(slack, roles, manifest);
  const api = new Hono().basePath("/api");
  api.use(requireOwnRequest);
  api
    .get("/scene", validator("query", readBy(placeSchema)), (c) => streamScene(c, c.req.valid("query")))
    .post("/say", validator("json", readBy(sayingSchema)), async (c) => {
      const { user, channel, thread, text } = c.req.valid("json");
      const input = { user, channel, text, ...(thread === undefined ? {} : { threadTs: thread }) };
      const { error } = await (text.startsWith("/") ? client.runCommand(input) : client.sendMessage(input));
      return c.json({ error } satisfies Outcome);
    })
    .post("/press", validator("json", readBy(pressSchema)), async (c) => {
      const { error } = await client.press(c.req.valid("json"));
      return c.json({ error } satisfies Outcome);
    })
    .post("/choose", validator("json", readBy(choiceSchema)), async (c) => {
      const { error } = await client.choose(c.req.valid("json"));
      return c.json({ error } satisfies Outcome);
    })
    .post("/suggest", validator("json", readBy(queryingSchema)), async (c) => {
      const { error, options } = await client.suggest(c.req.valid("json"));
      return c.json({ error, options: [...options] } satisfies Suggestions);
    })
    .post("/shortcut", validator("json", readBy(shortcutSchema)), async (c) => {
      const { error } = await client.runShortcut(c.req.valid("json"));
      return c.json({ error } satisfies Outcome);
    })
    .post("/submit", validator("json", readBy(submissionSchema)), async (c) => {
      const { error, errors } = await client.submitView(c.req.valid("json"));
      return c.json({ error, errors } satisfies SubmissionOutcome);
    })
    .post("/close", validator("json", readBy(closingSchema)), async (c) => {
      const { error } = await client.closeView(c.req.valid("json"));
      return c.json({ error } satisfies Outcome);
    })
    .post("/open-home", validator("json", readBy(homeOpeningSchema)), async (c) => {
      await client.openHome(c.req.valid("json").user);
      return c.json({ error: null } satisfies Outcome);
    })
    .get("/file", validator("query", readBy(filePlaceSchema)), (c) => {
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
