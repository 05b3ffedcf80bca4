/** `GET /logs` of the agents API: one HTTP answer without an end, not a remote procedure. */
import { type FailedCall, fail, type Result, succeed } from "../../failure.ts";
import { decideCallFailure } from "../decide-call-failure.ts";
import type { LogType } from "../log-tail.ts";
import { readPlatformError } from "../platform-error.ts";
import { SERVICE_NAMES } from "../port.ts";
import type { LiveKitProject } from "../project.ts";
import { readBodyText } from "../read-body-text.ts";
import type { LiveKitTools } from "./call-twirp.ts";
import { CLI_VERSION_HEADER } from "./cli-version-header.ts";
import { logsUrl } from "./logs-url.ts";
import { readStreamEnd, type StreamEnd } from "./read-stream-end.ts";
import { signToken } from "./sign-token.ts";

export interface LogQuery {
  readonly agentId: string;
  /** As the description of the agent names it; it chooses the host. */
  readonly serverRegion: string;
  /** On the wire: "" is production. */
  readonly deployment: string;
  readonly type: LogType;
}

/** Until the answer begins. Reading it has a limit of its own. */
const ANSWER_TIMEOUT_MS = 5_000;
const MAX_REFUSAL_BYTES = 64 * 1024;

/** What the newest instance has written, as far as the service gives it at once (server-sdk-go cloudagents/logs.go). */
export async function readLog(
  project: LiveKitProject,
  { fetch, now }: LiveKitTools,
  { agentId, serverRegion, deployment, type }: LogQuery,
): Promise<Result<StreamEnd>> {
  const call: FailedCall = {
    project: project.name,
    service: SERVICE_NAMES.livekit,
    endpoint: "GET /logs",
    changes: false,
  };
  const query = new URLSearchParams({ agent_id: agentId, log_type: type });
  if (deployment !== "") query.set("deployment", deployment);
  const authorization = `Bearer ${await signToken(project, { agent: { admin: true } }, now())}`;
  const exchange = await exchangeOnce(fetch, `${logsUrl(project, serverRegion)}/logs?${query}`, {
    ...CLI_VERSION_HEADER,
    authorization,
  });
  if ("cause" in exchange) return fail({ kind: "platform-unavailable", call, cause: exchange.cause });
  if ("log" in exchange) return succeed(exchange.log);
  const { response, text } = exchange;
  if (response.ok) return fail({ kind: "platform-unreadable", call, path: "content-type" });
  const error = readPlatformError(response.status, parseJson(text), authorization);
  return fail(decideCallFailure(error, response.headers, call));
}

type Exchange =
  | { readonly log: StreamEnd }
  | { readonly response: Response; readonly text: string | null }
  | { readonly cause: "timeout" | "network" };

async function exchangeOnce(
  fetch: LiveKitTools["fetch"],
  url: string,
  headers: Record<string, string>,
): Promise<Exchange> {
  const timeout = new AbortController();
  const timer = setTimeout(
    () => timeout.abort(new DOMException("No answer in time", "TimeoutError")),
    ANSWER_TIMEOUT_MS,
  );
  try {
    // The token is for this host only: it must not follow a redirect to another.
    const response = await fetch(new Request(url, { headers, redirect: "manual", signal: timeout.signal }));
    if (!isLog(response)) return { response, text: await readBodyText(response, MAX_REFUSAL_BYTES) };
    clearTimeout(timer);
    return { log: await readStreamEnd(response) };
  } catch (error) {
    const isLate = error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError");
    return { cause: timeout.signal.aborted || isLate ? "timeout" : "network" };
  } finally {
    clearTimeout(timer);
  }
}

/** Which type the service gives is not documented. A page, or JSON, is from somebody else. */
const isLog = (response: Response): boolean =>
  response.ok && !/^(text\/html|application\/json)\b/i.test(response.headers.get("content-type") ?? "");

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
