/** A workspace with a clock that tests move, and an app that answers what the test says. */
import { createSlackWorkspace, type SlackWorkspace } from "../../../sim/slack/slack-workspace.ts";
import { startingWorkspace } from "../../../sim/slack/starting-workspace.ts";

export const START = Date.UTC(2026, 10, 2, 9, 0, 0);

export interface Received {
  readonly request: Request;
  readonly body: string;
  readonly at: number;
}

export interface TestWorkspace {
  readonly slack: SlackWorkspace;
  /** Requests that the app got, oldest first. */
  readonly received: Received[];
  /** Moves the clock and lets everybody go on who waited for a moment up to then. */
  advance(ms: number): void;
  /** How long the workspace waits for something, in milliseconds from now. */
  pendingDelays(): readonly number[];
  /** Calls a Web API method with JSON and the bot token. */
  api(method: string, args?: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** Calls it and gives the whole response. */
  call(method: string, args?: Record<string, unknown>, token?: string): Promise<Response>;
  /** Posts to a response URL. */
  respond(url: string, body: unknown): Promise<Response>;
}

export type App = (request: Request) => Promise<Response> | Response;

const PUBLIC_URL = "http://localhost:8791";

export function openWorkspace(app: App = () => new Response("")): TestWorkspace {
  let now = START;
  const waiting: { readonly until: number; readonly wake: () => void }[] = [];
  const received: Received[] = [];

  const slack = createSlackWorkspace({
    now: () => now,
    delay: (ms) =>
      new Promise((wake) => {
        waiting.push({ until: now + ms, wake });
      }),
    deliver: async (request) => {
      received.push({ request: request.clone(), body: await request.clone().text(), at: now });
      return await app(request);
    },
    requestUrl: "http://localhost:8787/slack/events",
    publicUrl: PUBLIC_URL,
    seed: startingWorkspace,
  });

  const call: TestWorkspace["call"] = (method, args = {}, token = "xoxb-local") =>
    slack.fetch(
      new Request(`${PUBLIC_URL}/api/${method}`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify(args),
      }),
    );

  return {
    slack,
    received,
    call,
    api: async (method, args) => readObject(await call(method, args)),
    respond: (url, body) =>
      slack.fetch(
        new Request(url, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
        }),
      ),
    advance: (ms) => {
      now += ms;
      for (const waiter of waiting.splice(0)) {
        if (waiter.until <= now) waiter.wake();
        else waiting.push(waiter);
      }
    },
    pendingDelays: () => waiting.map(({ until }) => until - now),
  };
}

/** Lets everything run that can until the condition holds; the test's own time limit ends a wait in vain. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

export async function readObject(response: Response): Promise<Record<string, unknown>> {
  const value: unknown = await response.json();
  if (typeof value !== "object" || value === null) throw new Error("not an object");
  return { ...value };
}

/** The payload of an interaction that the app received. */
export function payloadOf(received: Received | undefined): Record<string, unknown> {
  const payload: unknown = JSON.parse(new URLSearchParams(received?.body).get("payload") ?? "null");
  if (typeof payload !== "object" || payload === null) throw new Error("no payload");
  return { ...payload };
}

/** A field of a form that the app received. */
export const fieldOf = (received: Received | undefined, name: string): string =>
  new URLSearchParams(received?.body).get(name) ?? "";
