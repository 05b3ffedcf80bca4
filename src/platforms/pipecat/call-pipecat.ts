import type * as z from "zod/mini";
import { type FailedCall, type Failure, fail, type Result } from "../../failure.ts";
import { callJson, type Fetch } from "../call-json.ts";
import type { PlatformError } from "../platform-error.ts";
import { SERVICE_NAMES } from "../port.ts";
import type { PipecatProject } from "../project.ts";

export interface PipecatCall<T> {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** "/agents/{name}" */
  readonly route: string;
  /** What stands for `{name}` in the route. */
  readonly name?: string;
  /** What stands for `{key}`. */
  readonly key?: string;
  /** What stands for `{id}` in it. */
  readonly id?: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON, without what is undefined. */
  readonly body?: Readonly<Record<string, unknown>>;
  readonly schema: z.ZodMiniType<T>;
  readonly sendsSecrets?: boolean;
  /** Of the answer; left out: what is enough for all but logs. */
  readonly maxBytes?: number;
  readonly readError?: (error: PlatformError, call: FailedCall) => Failure | null;
}

/** The same with the project and the network already chosen. */
export type PipecatSend = <T>(
  method: PipecatCall<T>["method"],
  call: Omit<PipecatCall<T>, "method">,
) => Promise<Result<T>>;

/** One call of the private API, made once. A name that cannot be one is `platform-not-found` without a call. */
export async function callPipecat<T>(
  project: PipecatProject,
  fetch: Fetch,
  { method, route, name, id, key, query = {}, body, readError, ...more }: PipecatCall<T>,
): Promise<Result<T>> {
  const call: FailedCall = {
    project: project.name,
    service: SERVICE_NAMES.pipecat,
    endpoint: `${method} ${route}`,
    changes: method !== "GET",
  };
  const segments = { name, id, key };
  let path = route;
  for (const [place, segment] of Object.entries(segments)) {
    if (segment === undefined) continue;
    if (!isPathSegment(segment)) return fail({ kind: "platform-not-found", call });
    path = path.replace(`{${place}}`, () => encodeURIComponent(segment));
  }
  const search = new URLSearchParams(query).toString();
  return await callJson({
    fetch,
    url: `${project.apiUrl}${path}${search && `?${search}`}`,
    method,
    headers: { authorization: `Bearer ${project.apiKey}` },
    body,
    call,
    ...more,
    readError: (error) => readError?.(error, call) ?? null,
  });
}

/** Whether the text can stand in a path: "." and ".." would lead to another route even when they are percent-encoded. */
const isPathSegment = (text: string): boolean =>
  text !== "" && text !== "." && text !== ".." && text.isWellFormed();
