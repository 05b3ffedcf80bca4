/**
 * A Slack workspace that an app can be run against: the Web API, response URLs, and the people who use the app.
 * A peer with state, not a mock; what it covers is listed in coverage.ts.
 */
import { Hono } from "hono";
import { CallLog } from "../support/call-log.ts";
import { withControlRoutes } from "../support/control-routes.ts";
import { ConnectionCut, Faults } from "../support/faults.ts";
import { createClient, type SlackClient } from "./client/create-client.ts";
import { Sender } from "./client/sender.ts";
import { type Followed, MessageFollower } from "./message-follower.ts";
import { RateLimits } from "./rate-limits.ts";
import { receiveUpload } from "./receive-upload.ts";
import { useResponseUrl } from "./response-urls.ts";
import { toViewJson } from "./slack-json.ts";
import { type ShownMessage, visibleMessages } from "./visible-messages.ts";
import { callMethod } from "./web-api/call-method.ts";
import { readArguments } from "./web-api/read-arguments.ts";
import {
  createWorkspaceState,
  type JsonObject,
  type WorkspaceSetup,
  type WorkspaceState,
  workspaceSetupSchema,
  workspaceStateSchema,
} from "./workspace-state.ts";
import { WorkspaceStore } from "./workspace-store.ts";
import { createWorld, type World } from "./world.ts";

/** What a workspace starts with. The credentials stay out of snapshots. */
export interface WorkspaceSeed {
  readonly signingSecret: string;
  readonly botToken: string;
  readonly setup: WorkspaceSetup;
}

export interface SlackWorkspaceOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** For the three seconds that Slack waits, and between retries of an event. */
  readonly delay: (ms: number) => Promise<void>;
  /** Sends a request to the app. */
  readonly deliver: (request: Request) => Promise<Response>;
  /** The app's request URL: "http://localhost:8787/slack/events". */
  readonly requestUrl: string;
  /** Where this workspace is reached, for response URLs and uploads: "http://localhost:8791". */
  readonly publicUrl: string;
  readonly seed: WorkspaceSeed;
}

export interface SlackWorkspace {
  /** The HTTP face. Rejects with `ConnectionCut` when a connection is to break. */
  readonly fetch: (request: Request) => Promise<Response>;
  readonly client: SlackClient;
  readonly world: World;
  readonly faults: Faults;
  readonly calls: CallLog;
  /** What this person sees of a channel, or of one thread in it. */
  messagesFor(user: string, channel: string, threadTs?: string): readonly ShownMessage[];
  /** Tells bit by bit what this person sees of a channel and perhaps a thread in it, and how it changes. */
  follow(place: Followed): MessageFollower;
  /** Who and what there is, without what was said. */
  setup(): WorkspaceSetup;
  /** The person's open modals, bottom first, and their home tab, in the shape that payloads have. */
  viewsFor(user: string): { readonly modals: readonly JsonObject[]; readonly home: JsonObject | null };
  /** Calls the listener after every change; returns how to stop it. */
  subscribe(listener: () => void): () => void;
  snapshot(): WorkspaceState;
  /** Takes a snapshot back, also one that was read from a file. Throws when it is none. */
  restore(snapshot: unknown): void;
}

export function createSlackWorkspace(options: SlackWorkspaceOptions): SlackWorkspace {
  const { now, delay, seed, publicUrl } = options;
  const store = new WorkspaceStore(createWorkspaceState(seed.setup), now);
  const faults = new Faults(delay);
  const calls = new CallLog();
  const api = { store, limits: new RateLimits(now), botToken: seed.botToken, publicUrl };
  const snapshot = (): WorkspaceState => structuredClone(store.state);
  const service = new Hono()
    .on(["GET", "POST"], "/api/:method", (c) => callMethod(api, c.req.param("method"), c.req.raw))
    .post("/upload/v1/:key", (c) => receiveUpload(store, c.req.param("key"), c.req.raw))
    .post("/:kind{commands|actions}/:team/:id", (c) => useResponseUrl(store, c.req.param("id"), c.req.raw))
    .notFound((c) => c.json({ ok: false, error: "no_such_route" }, 404));
  const faulty = faults.wrap((request) => service.fetch(request));

  return {
    fetch: withControlRoutes((request) => logged(calls, now, request, faulty), {
      faults,
      calls,
      state: snapshot,
    }),
    client: createClient({ store, publicUrl, sender: new Sender({ ...options, ...seed }) }, delay),
    world: createWorld(store),
    faults,
    calls,
    messagesFor: (user, channel, threadTs) => visibleMessages(store, user, channel, threadTs),
    follow: (place) => new MessageFollower(store, place),
    setup: () => workspaceSetupSchema.parse(store.state),
    viewsFor: (user) => {
      const views = store.state.views.filter((view) => view.user === user);
      const home = views.find(({ type }) => type === "home");
      return {
        modals: views.filter(({ type }) => type === "modal").map((view) => toViewJson(store, view)),
        home: home ? toViewJson(store, home) : null,
      };
    },
    subscribe: (listener) => store.subscribe(listener),
    snapshot,
    restore: (given) => {
      store.state = workspaceStateSchema.parse(structuredClone(given));
      store.changed();
    },
  };
}

/** Writes down what was asked and answered; a broken connection has the status 0. */
async function logged(
  calls: CallLog,
  now: () => number,
  request: Request,
  service: (request: Request) => Promise<Response>,
): Promise<Response> {
  const { method } = request;
  const path = new URL(request.url).pathname;
  const read = await readArguments(request.clone());
  const note = (status: number): void =>
    calls.add({ at: now(), method, path, status, request: read.ok ? read.value.args : null });
  try {
    const response = await service(request);
    note(response.status);
    return response;
  } catch (error) {
    if (error instanceof ConnectionCut) note(0);
    throw error;
  }
}
