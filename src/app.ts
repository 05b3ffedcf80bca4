/** The HTTP face: Slack's one door, a page that says whether the set-up is complete, and nothing else. */
import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { CommandPorts } from "./commands/command-context.ts";
import { type Deps, openDeps } from "./deps.ts";
import { describeError } from "./log.ts";
import { openWorkspace } from "./objects/open-workspace.ts";
import { createBoltApp } from "./slack/bolt-app.ts";
import { DirectoryCache } from "./slack/directory.ts";
import { type ReceiverOptions, receive } from "./slack/receiver.ts";
import { registerListeners } from "./slack/register-listeners.ts";
import { ReplayCache } from "./slack/replay-cache.ts";

/** How old an answer may be whether somebody is an approver; questions that are still open are shared in any case. */
const FRESH_MS = 1_000;

type App = Hono<{ Bindings: Env }>;

const apps = new WeakMap<Env, App>();

/** The app for an environment, built once per isolate and without any I/O. */
export function openApp(env: Env): App {
  let app = apps.get(env);
  if (!app) {
    app = createApp(env);
    apps.set(env, app);
  }
  return app;
}

function createApp(env: Env): App {
  const deps = openDeps(env);
  const slackDoor = createSlackDoor(env, deps);
  const app: App = new Hono();
  app.post("/slack/events", async (context) => {
    if (!slackDoor) return context.text(describeSetUp(deps), 503);
    return await receive(context.req.raw, slackDoor, (work) => context.executionCtx.waitUntil(work));
  });
  // For what browsers may see; Slack reads none of them.
  app.use(secureHeaders());
  app.get("/", (context) => context.text(describeSetUp(deps), deps.outcome.ok ? 200 : 503));
  app.notFound((context) =>
    context.text("There is nothing here. Slack's request URL is /slack/events.\n", 404),
  );
  app.onError((error, context) => {
    const reference = deps.newId();
    deps.log.error("request threw", { reference, ...describeError(error) });
    return context.text(`Something went wrong on our side. Reference: ${reference}\n`, 500);
  });
  return app;
}

/** null while there is no signing secret: then nobody can prove to be Slack. */
function createSlackDoor(env: Env, deps: Deps): ReceiverOptions | null {
  const { outcome, now, delay, log } = deps;
  const signingSecrets = outcome.ok ? outcome.config.slack.signingSecrets : outcome.signingSecrets;
  if (signingSecrets.length === 0) return null;
  const directory = new DirectoryCache();
  const workspace = openWorkspace(env);
  const openDesk = (): CommandPorts => {
    const slack = deps.openSlack();
    return {
      deps,
      slack,
      directory: directory.open(slack, now),
      freshDirectory: directory.open(slack, now, FRESH_MS),
      workspace,
    };
  };
  return {
    signingSecrets,
    replays: new ReplayCache(),
    now,
    delay,
    claimEvent: (eventId) => workspace.claim(`event ${eventId}`),
    process: createBoltApp(log, (app) => registerListeners(app, openDesk)),
    reportError: (error) => log.error("listener threw", { reference: deps.newId(), ...describeError(error) }),
  };
}

/** Names keys and remedies, never values. */
function describeSetUp({ outcome }: Deps): string {
  if (outcome.ok) return "Switchboard is running.\n";
  const lines = outcome.problems.map(({ key, remedy }) => `- ${key}: ${remedy}`);
  return ["Switchboard is running, but its set-up is not complete:", ...lines, ""].join("\n");
}
