/** The sessions of an agent on Pipecat Cloud in our words: listed, shown, followed and ended. */
import { type Result, succeed } from "../../failure.ts";
import type { ChangeReceipt } from "../change.ts";
import type {
  AgentSession,
  LiveSessions,
  SessionDetail,
  SessionKey,
  SessionList,
  SessionQuery,
} from "../sessions.ts";
import { sumUpStops } from "../sum-up-stops.ts";
import type { SessionClient } from "./session-client.ts";
import type { WireSession, WireSessionDetail } from "./session-schemas.ts";

/** Of the live ones, and of those that have ended: more nobody reads in a message. */
const LISTED = 100;

/** One call; for live and ended ones two, since the oldest live one may be behind any number that have ended. */
export async function listSessions(
  client: SessionClient,
  name: string,
  { status }: Pick<SessionQuery, "status">,
): Promise<Result<SessionList>> {
  const wanted = status === "all" ? (["active", "ended"] as const) : [status];
  const lists = await Promise.all(wanted.map((each) => client.list(name, each, LISTED)));
  const sessions: AgentSession[] = [];
  let total = 0;
  for (const list of lists) {
    if (!list.ok) return list;
    const newest = list.value.sessions.map(toSession).toSorted((a, b) => since(b) - since(a));
    sessions.push(...newest);
    total += list.value.total_count ?? newest.length;
  }
  return succeed({ total, sessions, unreadRooms: 0, untoldRooms: 0, namesakes: [] });
}

const since = ({ startedAt }: AgentSession): number => startedAt ?? 0;

export async function describeSession(
  client: SessionClient,
  name: string,
  sessionId: string,
): Promise<Result<SessionDetail>> {
  const answer = await client.get(name, sessionId);
  return answer.ok ? succeed(toDetail(answer.value)) : answer;
}

/** One call; where more go on than one list shows, one for each that is not on it. */
export async function findLiveSessions(
  client: SessionClient,
  name: string,
  keys: readonly SessionKey[],
): Promise<Result<LiveSessions>> {
  const list = await client.list(name, "active", LISTED);
  if (!list.ok) return list;
  const listed = new Set(list.value.sessions.map(({ sessionId }) => sessionId));
  const total = list.value.total_count ?? listed.size;
  const live: string[] = [];
  const looks = await Promise.all(
    keys.map(async ({ id }) => {
      if (listed.has(id) || total <= listed.size) return { id, isLive: succeed(listed.has(id)) };
      return { id, isLive: await isLive(client, name, id) };
    }),
  );
  for (const { id, isLive: answer } of looks) {
    if (!answer.ok) return answer;
    if (answer.value) live.push(id);
  }
  return succeed({ live, others: Math.max(0, total - live.length) });
}

async function isLive(client: SessionClient, name: string, id: string): Promise<Result<boolean>> {
  const answer = await client.get(name, id);
  if (answer.ok) return succeed(answer.value.endedAt === null);
  return answer.failure.kind === "platform-not-found" ? succeed(false) : answer;
}

/** One call for each. May be made again: what has ended already is not missed. */
export async function endSessions(
  client: SessionClient,
  name: string,
  keys: readonly SessionKey[],
): Promise<Result<ChangeReceipt>> {
  return sumUpStops(await Promise.all(keys.map(({ id }) => client.stop(name, id))));
}

const toSession = (wire: WireSession): AgentSession => ({
  id: wire.sessionId,
  deploymentId: wire.deploymentId,
  startedAt: wire.createdAt,
  endedAt: wire.endedAt,
  coldStart: wire.coldStart,
  botStartSeconds: wire.botStartSeconds,
  completionStatus: wire.completionStatus,
  room: null,
});

function toDetail({ resourceMetrics: found, meetingIds, ...wire }: WireSessionDetail): SessionDetail {
  return {
    ...toSession(wire),
    metrics: found
      ? {
          samples: found.sampleCount,
          cpu: {
            p50: found.cpuMillicoresP50,
            p90: found.cpuMillicoresP90,
            p95: found.cpuMillicoresP95,
            p99: found.cpuMillicoresP99,
          },
          memory: {
            p50: found.memoryBytesP50,
            p90: found.memoryBytesP90,
            p95: found.memoryBytesP95,
            p99: found.memoryBytesP99,
          },
        }
      : null,
    meetings: meetingIds,
  };
}
