import { fail, succeed } from "../../failure.ts";
import { type AgentPlatform, type ListedAgent, SERVICE_NAMES } from "../port.ts";
import type { PipecatProject } from "../project.ts";
import { changeAgent } from "./change-agent.ts";
import { listSecrets } from "./list-secrets.ts";
import { createPipecatClient, type PipecatTools } from "./pipecat-client.ts";
import { describeSession, findLiveSessions, listSessions } from "./pipecat-sessions.ts";
import { readBuildLog } from "./read-build-log.ts";
import { readLogTail } from "./read-log-tail.ts";
import { readSecretStock } from "./read-secret-stock.ts";
import type { WireListedService } from "./service-schemas.ts";
import { toAgentStatus } from "./to-agent-status.ts";

/** One Pipecat Cloud organization behind the port. Making one is cheap; it holds nothing. */
export function createPipecatPlatform(project: PipecatProject, tools: PipecatTools): AgentPlatform {
  const client = createPipecatClient(project, tools);
  return {
    project: project.name,
    name: "pipecat",
    listAgents: async () => {
      const answer = await client.listAgents();
      if (!answer.ok) return answer;
      const present = answer.value.filter(({ deletedAt }) => deletedAt === null);
      return succeed(present.map((wire) => toListedAgent(wire, project.name)));
    },
    describeAgent: async ({ name }) => {
      const answer = await client.getAgent(name);
      return answer.ok ? succeed(toAgentStatus(answer.value, project.name)) : answer;
    },
    listVersions: async () =>
      fail({
        kind: "not-offered",
        verb: "versions",
        service: SERVICE_NAMES.pipecat,
        why: "it shows an API key only the deployment that is current",
      }),
    listSecrets: ({ name }) => listSecrets(client, name),
    readSecretStock: (_, set) => readSecretStock(client, set),
    listSessions: ({ name }, query) => listSessions(client.sessions, name, query),
    describeSession: ({ name }, sessionId) => describeSession(client.sessions, name, sessionId),
    findLiveSessions: ({ name }, sessions) => findLiveSessions(client.sessions, name, sessions),
    listRegions: async () => {
      const answer = await client.listRegions();
      return answer.ok ? succeed(answer.value.map(({ code }) => code)) : answer;
    },
    change: ({ name }, call, values) => changeAgent(client, name, call, values),
    readLogTail: ({ name }, options) =>
      options.type === "build"
        ? readBuildLog(client, project.name, name, options)
        : readLogTail(client, name, options),
    countLiveSessions: async ({ name }) => {
      const answer = await client.getAgent(name);
      return answer.ok ? succeed(answer.value.activeSessionCount) : answer;
    },
    dispatches: null,
    sources: null,
    builds: client.builds,
  };
}

/** The list carries no health, so `status` stays open. A deployment is known by its image, or else by its build. */
function toListedAgent(wire: WireListedService, project: string): ListedAgent {
  const image = wire.deployment?.manifest?.spec?.image ?? null;
  return {
    agent: { project, platform: "pipecat", id: wire.name, name: wire.name },
    status: null,
    regions: wire.region === null ? [] : [wire.region],
    version: withoutRegistry(image) ?? wire.deployment?.buildId ?? null,
    deployedAt: wire.deployment?.createdAt ?? null,
  };
}

/** "registry.example.com/team/voice:1.4" is shown as "voice:1.4". */
const withoutRegistry = (image: string | null): string | null => image?.split("/").at(-1) ?? null;
