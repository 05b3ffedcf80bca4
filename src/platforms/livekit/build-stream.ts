/** `POST /build` of the agents API: one HTTP answer as long as the build, not a remote procedure (server-sdk-go cloudagents/build.go). */
import { type FailedCall, fail, type Result, succeed } from "../../failure.ts";
import { decideCallFailure } from "../decide-call-failure.ts";
import { readPlatformError } from "../platform-error.ts";
import { SERVICE_NAMES } from "../port.ts";
import type { LiveKitProject } from "../project.ts";
import { readBodyText } from "../read-body-text.ts";
import type { BuildOutcome, BuildProgress, SourceTarget } from "../source-service.ts";
import { BuildLog } from "./build-log.ts";
import type { LiveKitTools } from "./call-twirp.ts";
import { CLI_VERSION_HEADER } from "./cli-version-header.ts";
import { logsUrl } from "./logs-url.ts";
import { signToken } from "./sign-token.ts";
import { splitLines } from "./split-lines.ts";

/** As long as the official client waits; a build itself may take ten minutes, and it may have to queue before. */
const BUILD_WITHIN_MS = 15 * 60_000;
const MAX_REFUSAL_BYTES = 64 * 1024;
/** Known clients break at 64 KiB (livekit-cli#822); of what is longer than this only the beginning is read. */
const MAX_LINE_BYTES = 1024 * 1024;

/** Makes the call once. An end of the stream without an error in it is a version that was built. */
export async function followBuild(
  project: LiveKitProject,
  { fetch, now }: LiveKitTools,
  { agentId, deployment, attributes }: SourceTarget,
  watch: (read: () => BuildProgress) => void,
): Promise<Result<BuildOutcome>> {
  const call: FailedCall = {
    project: project.name,
    service: SERVICE_NAMES.livekit,
    endpoint: "POST /build",
    changes: true,
  };
  const query = new URLSearchParams({ agent_id: agentId, ...(deployment !== "" && { deployment }) });
  const authorization = `Bearer ${await signToken(project, { agent: { admin: true } }, now())}`;
  const timeout = new AbortController();
  const request = new Request(`${logsUrl(project, "")}/build?${query}`, {
    method: "POST",
    headers: {
      ...CLI_VERSION_HEADER,
      authorization,
      "x-livekit-agent-version-attributes": encodeAttributes(attributes),
      "x-livekit-build-protocol": "v2",
    },
    // The token is for this host only: it must not follow a redirect to another.
    redirect: "manual",
    signal: timeout.signal,
  });
  const timer = setTimeout(
    () => timeout.abort(new DOMException("No end in time", "TimeoutError")),
    BUILD_WITHIN_MS,
  );
  const log = new BuildLog();
  try {
    const response = await fetch(request);
    if (!response.ok) {
      const body = parseJson(await readBodyText(response, MAX_REFUSAL_BYTES));
      const error = readPlatformError(response.status, body, authorization);
      return fail(decideCallFailure(error, response.headers, call));
    }
    if (isOther(response)) {
      // Left open it would hold on to one of the few connections that a Worker has.
      await response.body?.cancel();
      return fail({ kind: "platform-unreadable", call, path: "content-type" });
    }
    await readBuild(response, log, watch);
    // An answer in which nothing was built is from somebody else.
    if (log.error === null && log.progress().total === 0)
      return fail({ kind: "platform-unreadable", call, path: "body" });
    return succeed({ error: log.error });
  } catch {
    // What the build said counts, however the connection ends.
    if (log.error !== null) return succeed({ error: log.error });
    return fail({
      kind: "platform-unavailable",
      call,
      cause: timeout.signal.aborted ? "timeout" : "network",
    });
  } finally {
    clearTimeout(timer);
  }
}

async function readBuild(
  response: Response,
  log: BuildLog,
  watch: (read: () => BuildProgress) => void,
): Promise<void> {
  if (response.body === null) return;
  for await (const line of splitLines(response.body, MAX_LINE_BYTES)) {
    log.add(line);
    watch(() => log.progress());
    // The official client hangs up here too, so whether the service itself does is not known.
    if (log.error !== null) return;
  }
}

/** A page of somebody else in between; which type the service itself gives is not documented. */
const isOther = (response: Response): boolean =>
  /^text\/html\b/i.test(response.headers.get("content-type") ?? "");

/** Base64 of JSON in UTF-8 (server-sdk-go cloudagents/push.go). */
function encodeAttributes(attributes: SourceTarget["attributes"]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(attributes));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
