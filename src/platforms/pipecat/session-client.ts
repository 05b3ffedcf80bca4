import { type FailedCall, type Failure, type Result, succeed } from "../../failure.ts";
import type { PlatformError } from "../platform-error.ts";
import type { PipecatSend } from "./call-pipecat.ts";
import {
  sessionDetailSchema,
  sessionListSchema,
  terminationSchema,
  type WireSessionDetail,
  type WireSessionList,
} from "./session-schemas.ts";

/** The sessions of an agent in Pipecat Cloud's private API. */
export interface SessionClient {
  /** Up to `limit` sessions, newest first. */
  list(name: string, status: "active" | "ended" | "all", limit: number): Promise<Result<WireSessionList>>;
  /** `platform-not-found` when there is no such session, or no such agent. */
  get(name: string, sessionId: string): Promise<Result<WireSessionDetail>>;
  /** At once. One that has ended already is a success. */
  stop(name: string, sessionId: string): Promise<Result<unknown>>;
}

const SESSIONS = "/agents/{name}/sessions";
const SESSION = `${SESSIONS}/{id}`;

export function createSessionClient(send: PipecatSend): SessionClient {
  return {
    list: (name, status, limit) =>
      send("GET", {
        route: SESSIONS,
        name,
        query: { limit: `${limit}`, ...(status === "all" ? {} : { status }) },
        schema: sessionListSchema,
      }),
    get: (name, id) => send("GET", { route: SESSION, name, id, schema: sessionDetailSchema }),
    stop: async (name, id) => {
      const answer = await send("DELETE", {
        route: SESSION,
        name,
        id,
        schema: terminationSchema,
        readError: readMissingAgent,
      });
      return !answer.ok && answer.failure.kind === "platform-not-found" ? succeed(null) : answer;
    },
  };
}

/** Where the agent itself is gone nothing is known of the session: that is no proof that it has ended. */
function readMissingAgent({ status, message }: PlatformError, call: FailedCall): Failure | null {
  if (status !== 404 || !/\b(agent|service|endpoint|organization)\b/i.test(message)) return null;
  return { kind: "platform-refused", call, status, message };
}
