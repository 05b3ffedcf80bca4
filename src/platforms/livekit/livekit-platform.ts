import { fail, type Result, succeed } from "../../failure.ts";
import { RESERVED_SECRETS } from "../change.ts";
import {
  type AgentIdentity,
  type AgentPlatform,
  type AgentSecret,
  type ListedAgent,
  SERVICE_NAMES,
} from "../port.ts";
import type { LiveKitProject } from "../project.ts";
import type { LiveKitTools } from "./call-twirp.ts";
import { changeAgent } from "./change-agent.ts";
import { type CloudAgentClient, createCloudAgentClient } from "./cloud-agent-client.ts";
import type { WireAgent, WireSecret } from "./cloud-agent-schemas.ts";
import { countLiveSessions } from "./count-live-sessions.ts";
import { createDispatchClient } from "./dispatch-client.ts";
import { endRoomSessions, findLiveInRooms } from "./end-room-sessions.ts";
import { listRoomSessions } from "./list-room-sessions.ts";
import { readLogTail } from "./read-log-tail.ts";
import { createRoomClient } from "./room-client.ts";
import { createSourceClient } from "./source-client.ts";
import { agentName, toAgentStatus } from "./to-agent-status.ts";

/** One LiveKit project behind the port. Making one is cheap; it holds nothing. */
export function createLiveKitPlatform(project: LiveKitProject, tools: LiveKitTools): AgentPlatform {
  const client = createCloudAgentClient(project, tools);
  const rooms = createRoomClient(project, tools);
  const dispatches = createDispatchClient(project, tools);
  const describe = async ({ id, name }: Pick<AgentIdentity, "id" | "name">) => {
    const answer = await client.listAgents(id);
    if (!answer.ok) return answer;
    const wire = answer.value.find((agent) => agent.agentId === id);
    return wire ? succeed(toAgentStatus(wire, project, name)) : noSuchAgent(project);
  };
  return {
    project: project.name,
    name: "livekit",
    listAgents: async () => {
      const answer = await client.listAgents();
      if (!answer.ok) return answer;
      const agents = await fillInNames(client, answer.value);
      return succeed(agents.map((wire) => toListedAgent(wire, project)));
    },
    describeAgent: describe,
    listVersions: async ({ id }) => {
      const answer = await client.listVersions(id);
      if (!answer.ok) return answer;
      return succeed(answer.value.toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0)));
    },
    listSecrets: async ({ id }) => {
      const answer = await client.listSecrets(id);
      if (!answer.ok) return answer;
      return succeed({
        secrets: answer.value.filter(({ name }) => !RESERVED_SECRETS.includes(name)).map(toSecret),
        set: null,
      });
    },
    readSecretStock: async ({ id }) => {
      const answer = await client.listSecrets(id);
      if (!answer.ok) return answer;
      const names = answer.value.map(({ name }) => name).filter((name) => !RESERVED_SECRETS.includes(name));
      return succeed({ names, set: null });
    },
    listSessions: async (agent, query) => {
      const [listed, all] = await Promise.all([
        listRoomSessions(rooms, dispatches, agent, query),
        client.listAgents(),
      ]);
      if (!listed.ok) return listed;
      if (!all.ok) return all;
      const others = all.value.filter(({ agentId }) => agentId !== agent.id);
      const namesakes = others.filter((wire) => agentName(wire) === agent.name);
      return succeed({ ...listed.value, namesakes: namesakes.map(({ agentId }) => agentId) });
    },
    describeSession: async () =>
      fail({
        kind: "not-offered",
        verb: "sessions --session",
        service: SERVICE_NAMES.livekit,
        why: "its sessions are rooms; `--room` shows one",
      }),
    findLiveSessions: async (agent, sessions) => {
      const found = await findLiveInRooms(rooms, sessions);
      if (!found.ok || found.value.live.length > 0) return found;
      const count = await countLiveSessions(rooms, dispatches, agent);
      return succeed({ live: [], others: count.ok ? count.value : null });
    },
    listRegions: async () => {
      const answer = await client.getClientSettings();
      if (!answer.ok) return answer;
      const regions = (answer.value.get("available_regions") ?? "").split(",").map((region) => region.trim());
      return succeed(regions.filter((region) => region !== ""));
    },
    change: (agent, call, values) =>
      call.kind === "stop-sessions"
        ? endRoomSessions(rooms, call.sessions)
        : changeAgent(client, agent, call, values),
    readLogTail: (agent, options) => readLogTail(project, tools, () => describe(agent), options),
    countLiveSessions: (agent) => countLiveSessions(rooms, dispatches, agent),
    dispatches: { ...dispatches, listParticipants: rooms.listParticipants },
    sources: createSourceClient(project, tools),
    builds: null,
  };
}

/** An unknown id gives an empty list there, not an error. */
const noSuchAgent = (project: LiveKitProject): Result<never> =>
  fail({
    kind: "platform-not-found",
    call: { project: project.name, service: SERVICE_NAMES.livekit, endpoint: "ListAgents", changes: false },
  });

/** How many agents without a name one list may cost an extra call each. */
const MAX_NAME_CALLS = 10;

/** The summary leaves some names blank; the description by id has them. An agent that stays nameless goes by its id. */
async function fillInNames(
  client: CloudAgentClient,
  agents: readonly WireAgent[],
): Promise<readonly WireAgent[]> {
  const nameless = agents.filter((agent) => agentName(agent) === "").slice(0, MAX_NAME_CALLS);
  const found = await Promise.all(nameless.map(({ agentId }) => client.listAgents(agentId)));
  const described = new Map(
    found.flatMap((answer) => (answer.ok ? answer.value : [])).map((agent) => [agent.agentId, agent]),
  );
  return agents.map((agent) => described.get(agent.agentId) ?? agent);
}

function toListedAgent(wire: WireAgent, project: LiveKitProject): ListedAgent {
  const status = toAgentStatus(wire, project, "");
  return {
    agent: status.agent,
    status: status.regions.length > 0 ? status : null,
    regions: [...new Set(status.regions.map(({ region }) => region))],
    version: status.version,
    deployedAt: status.deployedAt,
  };
}

const SECRET_KINDS: ReadonlyMap<string, AgentSecret["kind"]> = new Map([
  ["AGENT_SECRET_KIND_ENVIRONMENT", "environment"],
  ["AGENT_SECRET_KIND_FILE", "file"],
]);

const toSecret = ({ kind, ...secret }: WireSecret): AgentSecret => ({
  ...secret,
  kind: SECRET_KINDS.get(kind) ?? "unknown",
});
