/** Which sessions go on in the simulated clouds, and which calls ended one: the only truth about what was stopped. */
import type { Chat } from "./chat.ts";

/** The ids that Pipecat Cloud was told to end, oldest first, the same id as often as it was told. */
export const stopsOf = ({ pipecat }: Chat): string[] =>
  pipecat.calls.list("DELETE").flatMap(({ path }) => /\/sessions\/([^/]+)$/.exec(path)?.[1] ?? []);

/** How many sessions of the agent go on now. */
export const liveSessionsOf = ({ pipecat }: Chat, name = "voice-starter"): number =>
  pipecat.state().agents.find((agent) => agent.name === name)?.activeSessionCount ?? 0;

/** "room-1 agent-AJ_x": whom LiveKit was told to send out of which room. */
export const removalsOf = ({ livekit }: Chat): string[] =>
  livekit.calls
    .list("RoomService/RemoveParticipant")
    .map(({ request }) => Object.values(Object(request)).join(" "));

/** Who is in a room of project `prod`: agents as "agent", people by their identity. */
export const peopleIn = ({ livekit }: Chat, room: string): string[] =>
  livekit
    .state()
    .projects.find(({ name }) => name === "prod")
    ?.rooms.find(({ name }) => name === room)
    ?.participants.map(({ identity, worker }) => (worker === null ? identity : "agent")) ?? [];
