/** Which sessions a stop ends, and who is cut off: nothing but these, whatever begins or ends until it is approved. */
import { fail, type Result, succeed } from "../failure.ts";
import type { AgentIdentity, AgentPlatform } from "../platforms/port.ts";
import type { AgentSession, SessionList } from "../platforms/sessions.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { ChangePlan, PlanRemark } from "./change-plan.ts";
import type { StopAsked } from "./change-request.ts";

/** Each takes a call or two: as many as one operation makes at once. */
const MAX_STOPS = 100;

/** Longest first. `usage` is the form of the command that asked. */
export async function planStop(
  agent: AgentIdentity,
  asked: StopAsked,
  platform: AgentPlatform,
  usage: string,
): Promise<Result<ChangePlan>> {
  const isFitting = checkTarget(platform, asked, usage);
  if (!isFitting.ok) return isFitting;
  const listed = await listMeant(agent, asked, platform);
  if (!listed.ok) return listed;
  const { sessions, namesakes, unreadRooms, total } = listed.value;
  if (namesakes.length > 0) return fail({ kind: "sessions-untold", agent, why: nameNamesakes(namesakes) });
  const live = sessions
    .filter(({ endedAt }) => endedAt === null)
    .toSorted((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0));
  const chosen = live.slice(0, MAX_STOPS);
  if (chosen.length === 0) {
    return fail({ kind: "nothing-to-stop", agent, session: asked.session, room: asked.room });
  }
  const remarks: readonly (PlanRemark | null)[] = [
    cutOff(chosen),
    {
      kind: "sessions",
      sessions: chosen.map(({ id, startedAt, room }) => ({ id, startedAt, room: room?.name ?? null })),
    },
    total > chosen.length ? { kind: "sessions-left", count: total - chosen.length } : null,
    unreadRooms > 0 ? { kind: "rooms-unread", count: unreadRooms } : null,
  ];
  const keys = chosen.map(({ id, room }) => ({
    id,
    room: room && { name: room.name, identity: room.identity },
  }));
  return succeed({
    call: { kind: "stop-sessions", sessions: keys },
    basis: canonicalJson({ sessions: keys.map(({ id }) => id) }),
    changes: [],
    remarks: remarks.filter((remark) => remark !== null),
    before: { isUpdating: false, regions: [], replicas: null, lastDeployedAt: null, lastDeployedBy: null },
  });
}

function checkTarget({ name }: AgentPlatform, { session, room }: StopAsked, usage: string): Result<null> {
  if (name === "livekit" && session !== null) {
    const expected = "left out on LiveKit Cloud, where a session is a room: give `--room`";
    return fail({ kind: "bad-value", usage, name: "--session", expected });
  }
  if (name === "pipecat" && room !== null) {
    const expected = "left out on Pipecat Cloud, where a session has an id: give `--session`";
    return fail({ kind: "bad-value", usage, name: "--room", expected });
  }
  return succeed(null);
}

async function listMeant(
  agent: AgentIdentity,
  { session, room }: StopAsked,
  platform: AgentPlatform,
): Promise<Result<SessionList>> {
  if (session === null) return await platform.listSessions(agent, { status: "active", room });
  const found = await platform.describeSession(agent, session);
  if (found.ok)
    return succeed({ total: 1, sessions: [found.value], unreadRooms: 0, untoldRooms: 0, namesakes: [] });
  return found.failure.kind === "platform-not-found"
    ? fail({ kind: "nothing-to-stop", agent, session, room })
    : found;
}

const nameNamesakes = (ids: readonly string[]): string =>
  `\`${ids.slice(0, 3).join("`, `")}\` goes by the same name, and LiveKit does not tell which of them is in a room`;

/** On Pipecat Cloud a session is a caller; in a room there may be any number of people. */
function cutOff(sessions: readonly AgentSession[]): PlanRemark {
  const rooms = sessions.flatMap(({ room }) => room ?? []);
  return rooms.length === 0
    ? { kind: "cut-off", people: sessions.length, rooms: null }
    : {
        kind: "cut-off",
        people: rooms.reduce((sum, { people }) => sum + people.length, 0),
        rooms: new Set(rooms.map(({ name }) => name)).size,
      };
}
