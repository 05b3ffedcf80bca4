/** A simulated workspace on a real socket, and the official client, which we did not write, to call it. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { type Logger, LogLevel, WebClient, type WebClientOptions } from "@slack/web-api";
import { createSlackWorkspace, type SlackWorkspace } from "../../sim/slack/slack-workspace.ts";
import { startingWorkspace } from "../../sim/slack/starting-workspace.ts";

/** What a Web API method was answered, as it went over the wire. */
export interface WireAnswer {
  readonly method: string;
  readonly status: number;
  readonly body: unknown;
}

export interface SlackOnSocket {
  /** The workspace of the test that is running. */
  readonly slack: SlackWorkspace;
  /** The official client with the bot's token, which throws where it would wait or try again. */
  readonly web: WebClient;
  /** Forms that the app got, oldest first; it answers each with an empty 200. */
  readonly forms: readonly URLSearchParams[];
  readonly answers: readonly WireAnswer[];
  /** The client with another token or other options. */
  connect(token: string | undefined, options?: WebClientOptions): WebClient;
  advance(ms: number): void;
  /** A trigger of a command that somebody has just sent. */
  newTrigger(): Promise<string>;
  /** A new workspace, in which nothing has been said yet. */
  reset(): void;
  stop(): Promise<void>;
}

const nothing = () => {};
/** Refused calls are expected here and need no lines on the screen. */
const silent: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};

export async function startSlackOnSocket(): Promise<SlackOnSocket> {
  let now = Date.UTC(2026, 10, 2, 9);
  let forms: URLSearchParams[] = [];
  let answers: WireAnswer[] = [];
  const server = serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: async (request) => {
      const response = await slack.fetch(request);
      const method = new URL(request.url).pathname.replace(/^\/api\//, "");
      const body: unknown = await response
        .clone()
        .json()
        .catch(() => null);
      answers.push({ method, status: response.status, body });
      return response;
    },
  });
  if (!server.listening) await once(server, "listening");
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  const url = `http://127.0.0.1:${address.port}`;

  const createSlack = () =>
    createSlackWorkspace({
      now: () => now,
      delay: () => new Promise(() => {}),
      deliver: async (request) => {
        forms.push(new URLSearchParams(await request.text()));
        return new Response("");
      },
      requestUrl: "http://localhost:8787/slack/events",
      publicUrl: url,
      seed: startingWorkspace,
    });
  let slack = createSlack();

  const connect: SlackOnSocket["connect"] = (token, options = {}) =>
    new WebClient(token, {
      slackApiUrl: `${url}/api/`,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: silent,
      ...options,
    });

  return {
    get slack() {
      return slack;
    },
    get forms() {
      return forms;
    },
    get answers() {
      return answers;
    },
    web: connect(startingWorkspace.botToken),
    connect,
    advance: (ms) => {
      now += ms;
    },
    newTrigger: async () => {
      await slack.client.runCommand({ user: "UOPERATOR", channel: "COPS", text: "/agent" });
      return forms.at(-1)?.get("trigger_id") ?? "";
    },
    reset: () => {
      forms = [];
      answers = [];
      slack = createSlack();
    },
    stop: async () => {
      server.close();
      await once(server, "close");
    },
  };
}
