import { type FailedCall, type Failure, type Result, succeed } from "../../failure.ts";
import type { BuildService } from "../builds.ts";
import type { Fetch } from "../call-json.ts";
import type { PlatformError } from "../platform-error.ts";
import type { PipecatProject } from "../project.ts";
import { createBuildClient } from "./build-client.ts";
import { callPipecat, type PipecatSend } from "./call-pipecat.ts";
import { deletionSchema, receiptSchema, type WireReceipt } from "./change-schemas.ts";
import { logPageSchema, MAX_LOG_BYTES, type WireLogPage } from "./log-schemas.ts";
import {
  secretDoneSchema,
  secretSetListSchema,
  secretSetSchema,
  type WireSecretKeys,
  type WireSecretSet,
} from "./secret-schemas.ts";
import {
  regionListSchema,
  serviceListSchema,
  serviceSchema,
  type WireListedService,
  type WireService,
} from "./service-schemas.ts";
import { createSessionClient, type SessionClient } from "./session-client.ts";
import type { CreateRequest, UpdateRequest } from "./to-update-request.ts";
import { withRefusalReasons } from "./with-refusal-reasons.ts";

export interface PipecatTools {
  readonly fetch: Fetch;
}

export interface LogQuery {
  readonly limit: number;
  readonly offset: number;
  readonly deploymentId: string | null;
  readonly sessionId: string | null;
  /** Milliseconds since 1970. */
  readonly since: number | null;
  /** Free text. */
  readonly query: string | null;
}

/** Pipecat Cloud's documented private API, as far as it is used. */
export interface PipecatClient {
  /** With the configuration of each, but without its health. */
  listAgents(): Promise<Result<readonly WireListedService[]>>;
  /** `platform-not-found` for a name that does not exist, here and below. */
  getAgent(name: string): Promise<Result<WireService>>;
  /** Accepted, not done. A name that is taken, and a secret set or build that does not exist, are `platform-refused`. */
  createAgent(request: CreateRequest): Promise<Result<WireReceipt>>;
  /** Accepted, not done. A secret set or build that does not exist is `platform-refused`. */
  updateAgent(name: string, request: UpdateRequest): Promise<Result<WireReceipt>>;
  /** Sessions that run go on to their end. */
  deleteAgent(name: string): Promise<Result<unknown>>;
  /** The newest first. An entry may hold several lines. */
  listLogs(name: string, query: LogQuery): Promise<Result<WireLogPage>>;
  listSecretSets(): Promise<Result<readonly WireSecretSet[]>>;
  listRegions(): Promise<Result<readonly { readonly code: string }[]>>;
  /** Not for image pull secrets, which the platform refuses to read by name. */
  getSecretSet(name: string): Promise<Result<WireSecretKeys>>;
  /** Makes the set, or merges into it. Accepted, not done: `status` tells. Nothing is kept of why it is refused. */
  putSecretSet(name: string, request: Readonly<Record<string, unknown>>): Promise<Result<unknown>>;
  /** Not for image pull secrets. */
  deleteSecret(set: string, key: string): Promise<Result<unknown>>;
  readonly sessions: SessionClient;
  readonly builds: BuildService;
}

const AGENT = "/agents/{name}";
const SET = "/secrets/{name}";

export function createPipecatClient(project: PipecatProject, tools: PipecatTools): PipecatClient {
  const fetch = withRefusalReasons(tools.fetch);
  const send: PipecatSend = (method, call) => callPipecat(project, fetch, { method, ...call });

  return {
    listAgents: async () => {
      const query = { includeActiveDeployment: "true" };
      const answer = await send("GET", { route: "/agents", query, schema: serviceListSchema });
      return answer.ok ? succeed(answer.value.services) : answer;
    },
    getAgent: (name) => send("GET", { route: AGENT, name, schema: serviceSchema }),
    createAgent: (body) =>
      send("POST", { route: "/agents", body, schema: receiptSchema, readError: readMissingReference }),
    updateAgent: (name, body) =>
      send("POST", { route: AGENT, name, body, schema: receiptSchema, readError: readMissingReference }),
    deleteAgent: (name) => send("DELETE", { route: AGENT, name, schema: deletionSchema }),
    listLogs: (name, query) =>
      send("GET", {
        route: `${AGENT}/logs`,
        name,
        query: toLogParameters(query),
        schema: logPageSchema,
        maxBytes: MAX_LOG_BYTES,
      }),
    listSecretSets: async () => {
      const answer = await send("GET", { route: "/secrets", schema: secretSetListSchema });
      return answer.ok ? succeed(answer.value.sets) : answer;
    },
    listRegions: async () => {
      const answer = await send("GET", { route: "/regions", schema: regionListSchema });
      return answer.ok ? succeed(answer.value.regions) : answer;
    },
    getSecretSet: (name) => send("GET", { route: SET, name, schema: secretSetSchema }),
    putSecretSet: (name, body) =>
      send("PUT", { route: SET, name, body, schema: secretDoneSchema, sendsSecrets: true }),
    deleteSecret: (name, key) =>
      send("DELETE", { route: `${SET}/{key}`, name, key, schema: secretDoneSchema }),
    sessions: createSessionClient(send),
    builds: createBuildClient(send),
  };
}

/**
 * `startTime` is a Unix timestamp, and whether in seconds or milliseconds is not documented. Seconds do no harm: read as
 * milliseconds they mean 1970, and more comes than was asked for. The other way round nothing would come.
 */
function toLogParameters(query: LogQuery): Record<string, string> {
  const { limit, offset, deploymentId, sessionId, since, query: text } = query;
  return {
    limit: `${limit}`,
    order: "desc",
    ...(offset > 0 && { offset: `${offset}` }),
    ...(deploymentId !== null && { deploymentId }),
    ...(sessionId !== null && { sessionId }),
    ...(since !== null && { startTime: `${Math.floor(since / 1_000) - 1}` }),
    ...(text !== null && { query: text }),
  };
}

/** 404 also comes for what the request names ("Secret set not found"); the agent is then still there. */
function readMissingReference({ status, message }: PlatformError, call: FailedCall): Failure | null {
  if (status !== 404 || !/\b(set|build|image)\b/i.test(message)) return null;
  return { kind: "platform-refused", call, status, message };
}
