import { type Failure, type Result, succeed } from "../../failure.ts";
import type { PlatformError } from "../platform-error.ts";
import type { DispatchService } from "../port.ts";
import type { LiveKitProject } from "../project.ts";
import { callTwirp, type LiveKitTools, type TwirpCall } from "./call-twirp.ts";
import { dispatchSchema, listDispatchSchema } from "./dispatch-schemas.ts";
import { projectUrl } from "./project-url.ts";
import { toDispatch } from "./to-dispatch.ts";

/** `livekit.AgentDispatchService`: agents into rooms, on the project's own host. */
export type DispatchClient = Omit<DispatchService, "listParticipants">;

const RESTART_POLICIES = { "on-failure": "JRP_ON_FAILURE", never: "JRP_NEVER" } as const;

type RoomCall<T> = Pick<TwirpCall<T>, "request" | "schema" | "changes" | "readError">;

export function createDispatchClient(project: LiveKitProject, tools: LiveKitTools): DispatchClient {
  const call = <T>(method: string, room: string, details: RoomCall<T>): Promise<Result<T>> =>
    callTwirp(project, tools, {
      baseUrl: projectUrl(project),
      service: "livekit.AgentDispatchService",
      method,
      // The server compares the room of the token with the room of the request (livekit-server auth.go).
      grants: { video: { roomAdmin: true, room } },
      ...details,
    });
  const inactive = (room: string): Failure => ({ kind: "room-not-active", room, project: project.name });

  return {
    create: async ({ agentName, room, metadata, restartPolicy, deployment, attributes }) => {
      const answer = await call("CreateDispatch", room, {
        request: {
          agent_name: agentName,
          room,
          metadata,
          restart_policy: RESTART_POLICIES[restartPolicy],
          deployment,
          attributes,
        },
        schema: dispatchSchema,
        changes: true,
        // Where rooms are not created by themselves: "requested room does not exist".
        readError: ({ code }) => (code === "not_found" ? inactive(room) : null),
      });
      return answer.ok ? succeed(toDispatch(answer.value)) : answer;
    },
    list: async (room, dispatchId) => {
      const answer = await call("ListDispatch", room, {
        request: dispatchId === undefined ? { room } : { room, dispatch_id: dispatchId },
        schema: listDispatchSchema,
        changes: false,
        readError: (error) => (isRoomSilent(error) ? inactive(room) : null),
      });
      return answer.ok ? succeed(answer.value.agentDispatches.map(toDispatch)) : answer;
    },
    remove: async (room, dispatchId) => {
      const answer = await call("DeleteDispatch", room, {
        request: { room, dispatch_id: dispatchId },
        schema: dispatchSchema,
        changes: true,
        readError: (error) => {
          if (error.code === "not_found") return { kind: "dispatch-not-found", dispatchId, room };
          return isRoomSilent(error) ? inactive(room) : null;
        },
      });
      return answer.ok ? succeed(toDispatch(answer.value)) : answer;
    },
  };
}

/** No node serves the room: "twirp error unknown: no response from servers", after about 3 s (livekit-server PR #4488). */
const isRoomSilent = ({ status, message }: PlatformError): boolean =>
  status === 503 && message.includes("no response from servers");
