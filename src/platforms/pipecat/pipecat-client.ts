import type * as z from "zod/mini";
import { type FailedCall, fail, type Result, succeed } from "../../failure.ts";
import { callJson, type Fetch } from "../call-json.ts";
import { SERVICE_NAMES } from "../port.ts";
import type { PipecatProject } from "../project.ts";
import {
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
import { sessionListSchema, type WireSessionList } from "./session-schemas.ts";

export interface PipecatTools {
  readonly fetch: Fetch;
}

/** Pipecat Cloud's documented private API, the part that reads. */
export interface PipecatClient {
  /** With the configuration of each, but without its health. */
  listAgents(): Promise<Result<readonly WireListedService[]>>;
  /** `platform-not-found` for a name that does not exist, here and below. */
  getAgent(name: string): Promise<Result<WireService>>;
  /** Up to `limit` sessions, ended ones included. */
  listSessions(name: string, limit: number): Promise<Result<WireSessionList>>;
  listSecretSets(): Promise<Result<readonly WireSecretSet[]>>;
  listRegions(): Promise<Result<readonly { readonly code: string }[]>>;
  /** Not for image pull secrets, which the platform refuses to read by name. */
  getSecretSet(name: string): Promise<Result<WireSecretKeys>>;
}

export function createPipecatClient(project: PipecatProject, { fetch }: PipecatTools): PipecatClient {
  const get = async <T>(
    route: string,
    schema: z.ZodMiniType<T>,
    { name, query = "" }: { readonly name?: string; readonly query?: string } = {},
  ): Promise<Result<T>> => {
    const call: FailedCall = {
      project: project.name,
      service: SERVICE_NAMES.pipecat,
      endpoint: `GET ${route}`,
      changes: false,
    };
    if (name !== undefined && !isPathSegment(name)) return fail({ kind: "platform-not-found", call });
    const path = name === undefined ? route : route.replace("{name}", () => encodeURIComponent(name));
    return await callJson({
      fetch,
      url: `${project.apiUrl}${path}${query}`,
      method: "GET",
      headers: { authorization: `Bearer ${project.apiKey}` },
      schema,
      call,
    });
  };

  return {
    listAgents: async () => {
      const answer = await get("/agents", serviceListSchema, { query: "?includeActiveDeployment=true" });
      return answer.ok ? succeed(answer.value.services) : answer;
    },
    getAgent: (name) => get("/agents/{name}", serviceSchema, { name }),
    listSessions: (name, limit) =>
      get("/agents/{name}/sessions", sessionListSchema, { name, query: `?limit=${limit}` }),
    listSecretSets: async () => {
      const answer = await get("/secrets", secretSetListSchema);
      return answer.ok ? succeed(answer.value.sets) : answer;
    },
    listRegions: async () => {
      const answer = await get("/regions", regionListSchema);
      return answer.ok ? succeed(answer.value.regions) : answer;
    },
    getSecretSet: (name) => get("/secrets/{name}", secretSetSchema, { name }),
  };
}

/** Whether the text can stand in a path: "." and ".." would lead to another route even when they are percent-encoded. */
const isPathSegment = (text: string): boolean =>
  text !== "" && text !== "." && text !== ".." && text.isWellFormed();
