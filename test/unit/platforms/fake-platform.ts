import { type Failure, fail, type Result, succeed } from "../../../src/failure.ts";
import type {
  AgentIdentity,
  AgentPlatform,
  ListedAgent,
  LiveKitAgentStatus,
} from "../../../src/platforms/port.ts";

interface FakeOptions {
  readonly project: string;
  /** "name", or "name:id". */
  readonly agents?: readonly string[];
  readonly statusInList?: boolean;
  readonly list?: () => Result<readonly ListedAgent[]> | Promise<Result<readonly ListedAgent[]>>;
  /** null: the agent is described as healthy. */
  readonly describe?: (name: string) => { readonly ok: false; readonly failure: Failure } | null;
}

/** A platform that lists and describes, and remembers the calls. */
export function createFakePlatform(options: FakeOptions): { platform: AgentPlatform; calls: string[] } {
  const calls: string[] = [];
  const { project } = options;
  const identities = (options.agents ?? []).map((text): AgentIdentity => {
    const [name = "", id = name] = text.split(":");
    return { project, platform: "livekit", id, name };
  });
  const listed = identities.map(
    (agent): ListedAgent => ({
      agent,
      status: options.statusInList ? healthy(agent) : null,
      regions: [],
      version: null,
      deployedAt: null,
    }),
  );
  const notOffered = async () =>
    fail({ kind: "not-offered", verb: "", service: "", why: "a platform for tests" });
  const platform: AgentPlatform = {
    project,
    name: "livekit",
    listAgents: async () => {
      calls.push("list");
      return options.list ? await options.list() : succeed(listed);
    },
    describeAgent: async ({ id, name }) => {
      calls.push(`describe ${name}`);
      return options.describe?.(name) ?? succeed(healthy({ project, platform: "livekit", id, name }));
    },
    listVersions: notOffered,
    listSecrets: notOffered,
    readSecretStock: notOffered,
    listSessions: notOffered,
    describeSession: notOffered,
    findLiveSessions: notOffered,
    listRegions: notOffered,
    change: notOffered,
    readLogTail: notOffered,
    countLiveSessions: notOffered,
    dispatches: null,
    sources: null,
    builds: null,
  };
  return { platform, calls };
}

const healthy = (agent: AgentIdentity): LiveKitAgentStatus => ({
  platform: "livekit",
  agent,
  health: "healthy",
  version: null,
  deployedAt: null,
  regions: [],
  dashboardUrl: null,
});
