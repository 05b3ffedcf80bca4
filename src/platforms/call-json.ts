/**
 * One JSON call to a platform: the only function that touches the network. The HTTP status is the truth, the answer
 * is bounded, and what went wrong is a `Failure` that carries no body and no token.
 */
import type * as z from "zod/mini";
import { type FailedCall, type Failure, fail, type Result, succeed } from "../failure.ts";
import { decideCallFailure } from "./decide-call-failure.ts";
import { type PlatformError, readPlatformError } from "./platform-error.ts";
import { readBodyText } from "./read-body-text.ts";

/** The network as an argument: the global `fetch`, or a simulator. It must honour the request's signal. */
export type Fetch = (request: Request) => Promise<Response>;

export interface JsonCall<T> {
  readonly fetch: Fetch;
  readonly url: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Lists only what is read; unknown fields pass. */
  readonly schema: z.ZodMiniType<T>;
  readonly call: FailedCall;
  /** For the whole exchange, waiting for a free connection and reading the body included. */
  readonly timeoutMs?: number;
  /** Of the answer, where 4 MiB may be too little for one that is in order; a longer one is unreadable. */
  readonly maxBytes?: number;
  /** The body holds secrets, which the platform may quote when it refuses them: then nothing of what it says is kept. */
  readonly sendsSecrets?: boolean;
  /** A 2xx body that matches is a refusal all the same. */
  readonly refusal?: z.ZodMiniType;
  /** What a refusal means where that is more exact than its status says; null: the status decides. */
  readonly readError?: (error: PlatformError, headers: Headers) => Failure | null;
  /** What an answer without a body means, where there may be such; left out: it is unreadable. */
  readonly whenEmpty?: T;
}

const DEFAULT_TIMEOUT_MS = 10_000;
/** A Worker has 128 MB for everything; the longest answer known but logs, a list of agents, stays far below. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;
/** Pipecat's edge refuses the default user agents of HTTP libraries (Cloudflare error 1010). */
const USER_AGENT = "Switchboard";

/** In place of what a platform said. */
const WITHHELD = "(not kept: it may quote a secret)";

/** Makes the call once. Repeating it is the caller's decision: `isTransient` in failure.ts says when it may help. */
export async function callJson<T>(options: JsonCall<T>): Promise<Result<T>> {
  const result = await callOnce(options);
  if (result.ok || !options.sendsSecrets || result.failure.kind !== "platform-refused") return result;
  return fail({ ...result.failure, message: WITHHELD });
}

async function callOnce<T>(options: JsonCall<T>): Promise<Result<T>> {
  const { call, refusal, readError, schema } = options;
  const exchange = await exchangeOnce(options);
  if ("cause" in exchange) return fail({ kind: "platform-unavailable", call, cause: exchange.cause });
  const { response, text } = exchange;
  const json = isJson(response) && text !== null ? parseJson(text) : undefined;
  const error = readPlatformError(response.status, json, options.headers.authorization);
  if (!response.ok) {
    return fail(readError?.(error, response.headers) ?? decideCallFailure(error, response.headers, call));
  }
  if (response.status === 204 && options.whenEmpty !== undefined) return succeed(options.whenEmpty);
  if (json === undefined) {
    return fail({ kind: "platform-unreadable", call, path: isJson(response) ? "body" : "content-type" });
  }
  if (refusal?.safeParse(json).success) {
    return fail({ kind: "platform-refused", call, status: error.status, message: error.message });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return succeed(parsed.data);
  return fail({ kind: "platform-unreadable", call, path: formatPath(parsed.error.issues[0]?.path ?? []) });
}

type Exchange =
  | { readonly response: Response; readonly text: string | null }
  | { readonly cause: "timeout" | "network" };

async function exchangeOnce(options: JsonCall<unknown>): Promise<Exchange> {
  const { fetch, url, method, headers, body } = options;
  const { timeoutMs = DEFAULT_TIMEOUT_MS, maxBytes = MAX_BODY_BYTES } = options;
  const timeout = new AbortController();
  const request = new Request(url, {
    method,
    headers: {
      accept: "application/json",
      "user-agent": USER_AGENT,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    body: body === undefined ? null : JSON.stringify(body),
    // The token is for this host only: it must not follow a redirect to another.
    redirect: "manual",
    signal: timeout.signal,
  });
  const timer = setTimeout(
    () => timeout.abort(new DOMException("No answer in time", "TimeoutError")),
    timeoutMs,
  );
  // Only the exchange itself stands in the `try`: an exception from elsewhere is a bug and must show as one.
  try {
    const response = await fetch(request);
    return { response, text: await readBodyText(response, maxBytes) };
  } catch (error) {
    return { cause: timeout.signal.aborted || isAbort(error) ? "timeout" : "network" };
  } finally {
    clearTimeout(timer);
  }
}

/** A deadline around `fetch` (with-deadline.ts) aborts with a reason of its own. */
const isAbort = (error: unknown): boolean =>
  error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError");

const isJson = (response: Response): boolean =>
  /^application\/([\w.-]+\+)?json\s*(;|$)/i.test(response.headers.get("content-type") ?? "");

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** "agents[0].version"; a key that may be data, not a field of ours, shows as "*". */
function formatPath(path: readonly PropertyKey[]): string {
  const steps = path.map((step) => {
    if (typeof step === "number") return `[${step}]`;
    return typeof step === "string" && /^[A-Za-z]\w{0,40}$/.test(step) ? `.${step}` : ".*";
  });
  return steps.join("").replace(/^\./, "") || "body";
}
