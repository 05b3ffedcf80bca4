import * as z from "zod";
import type { Organization } from "../../../sim/pipecat/organization.ts";
import { createPipecatCloud, type PipecatCloud } from "../../../sim/pipecat/pipecat-cloud.ts";
import { startingOrganization } from "../../../sim/pipecat/starting-organization.ts";

export const START = Date.UTC(2026, 10, 22, 12, 0, 0);

const healthSchema = z.looseObject({
  ready: z.boolean(),
  state: z.string(),
  restartCount: z.int(),
  reason: z.string().optional(),
});
const revisionSchema = z.looseObject({
  deploymentID: z.string(),
  phase: z.string(),
  readyReplicas: z.int(),
  health: healthSchema.optional(),
});
const serviceSchema = z.looseObject({
  desiredDeploymentId: z.string(),
  reconciledDeploymentId: z.string().nullable(),
  ready: z.boolean(),
  available: z.boolean(),
  activeSessionCount: z.int(),
  autoScaling: z.object({ minReplicas: z.int(), maxReplicas: z.int() }),
  currentRevision: revisionSchema.nullable(),
  previousRevision: revisionSchema.nullable(),
});

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface PipecatFixture {
  readonly cloud: PipecatCloud;
  readonly now: () => number;
  /** Lets that many seconds pass. */
  readonly advance: (seconds: number) => void;
  /** A call with the private key and a User-Agent. */
  readonly call: (method: string, path: string, body?: unknown) => Promise<Answer>;
  /** A GET on the organization's API with the personal token. */
  readonly ask: (path: string) => Promise<Answer>;
  /** A call of the organization's API with the personal token; the path is from the organization on. */
  readonly manage: (method: string, path: string, body?: unknown) => Promise<Answer>;
  /** A caller starts a session with the public key, or another one. */
  readonly start: (agent: string, body: unknown, key?: string) => Promise<Answer>;
  /** The agent as `GET /agents/{agentName}` tells it. */
  readonly look: (agent: string) => Promise<z.infer<typeof serviceSchema>>;
  /** An accepted `POST /agents/{agentName}`. */
  readonly update: (agent: string, body: unknown) => Promise<z.infer<typeof serviceSchema>>;
}

/** A simulator with a clock that stands still, and the starting world changed by `change`. */
export function createFixture(
  change: (organization: Organization) => Organization = (same) => same,
): PipecatFixture {
  let time = START;
  let ids = 0;
  const cloud = createPipecatCloud({
    now: () => time,
    delay: async () => {},
    newId: () => {
      ids += 1;
      return `00000000-0000-4000-8000-${String(ids).padStart(12, "0")}`;
    },
    seed: change(startingOrganization(START)),
  });
  const send = async (method: string, path: string, token: string, body?: unknown): Promise<Answer> => {
    const response = await cloud.fetch(
      new Request(`http://pipecat.test${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          "user-agent": "test",
          "content-type": "application/json",
        },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      }),
    );
    return { status: response.status, body: await response.json() };
  };
  const call = (method: string, path: string, body?: unknown): Promise<Answer> =>
    send(method, path, "sk_local", body);
  return {
    cloud,
    now: () => time,
    advance: (seconds) => {
      time += seconds * 1_000;
    },
    call,
    ask: (path) => send("GET", path, "pcc_pat_local"),
    manage: (method, path, body) => send(method, `/v1/organizations/local-org${path}`, "pcc_pat_local", body),
    start: (agent, body, key = "pk_local") => send("POST", `/v1/public/${agent}/start`, key, body),
    look: async (agent) => serviceSchema.parse((await call("GET", `/v1/agents/${agent}`)).body),
    update: async (agent, body) =>
      serviceSchema.parse((await call("POST", `/v1/agents/${agent}`, body)).body),
  };
}
