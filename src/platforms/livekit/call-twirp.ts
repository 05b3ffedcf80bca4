import * as z from "zod/mini";
import type { FailedCall, Failure, Result } from "../../failure.ts";
import { callJson, type Fetch } from "../call-json.ts";
import type { PlatformError } from "../platform-error.ts";
import { SERVICE_NAMES } from "../port.ts";
import type { LiveKitProject } from "../project.ts";
import { type Grants, signToken } from "./sign-token.ts";

/** What every LiveKit client needs besides its project. */
export interface LiveKitTools {
  readonly fetch: Fetch;
  readonly now: () => number;
}

export interface TwirpCall<T> {
  readonly baseUrl: string;
  /** "livekit.CloudAgent" */
  readonly service: string;
  readonly method: string;
  readonly grants: Grants;
  readonly headers?: Readonly<Record<string, string>>;
  readonly request: Readonly<Record<string, unknown>>;
  readonly schema: z.ZodMiniType<T>;
  readonly changes: boolean;
  readonly sendsSecrets?: boolean;
  readonly readError?: (error: PlatformError, call: FailedCall) => Failure | null;
}

/** Some procedures answer 200 and say in the body that they did not do it (livekit-cli cmd/lk/agent.go). */
const refusalSchema = z.object({ success: z.literal(false) });

/** One remote procedure call in Twirp's JSON form, with a token of its own. */
export async function callTwirp<T>(
  project: LiveKitProject,
  { fetch, now }: LiveKitTools,
  { baseUrl, service, method, grants, headers, request, schema, readError, ...more }: TwirpCall<T>,
): Promise<Result<T>> {
  const call: FailedCall = {
    project: project.name,
    service: SERVICE_NAMES.livekit,
    endpoint: method,
    changes: more.changes,
  };
  return await callJson({
    fetch,
    url: `${baseUrl}/twirp/${service}/${method}`,
    method: "POST",
    headers: { ...headers, authorization: `Bearer ${await signToken(project, grants, now())}` },
    body: request,
    schema,
    call,
    sendsSecrets: more.sendsSecrets ?? false,
    refusal: refusalSchema,
    readError: (error) => readError?.(error, call) ?? readRouteError(error, call),
  });
}

/** 404 `bad_route` is a wrong address, not a missing agent; only `not_found` speaks of what was asked for. */
function readRouteError({ status, code, message }: PlatformError, call: FailedCall): Failure | null {
  if (status !== 404 || code === "not_found") return null;
  return { kind: "platform-refused", call, status, message };
}
