import type { FailedCall, Failure, Result } from "../../failure.ts";
import { succeed } from "../../failure.ts";
import type { PlatformError } from "../platform-error.ts";
import type { LiveKitProject } from "../project.ts";
import { agentsUrl } from "./agents-url.ts";
import { callTwirp, type LiveKitTools, type TwirpCall } from "./call-twirp.ts";
import { CLI_VERSION_HEADER } from "./cli-version-header.ts";
import {
  changeAcceptedSchema,
  clientSettingsSchema,
  listAgentSecretsSchema,
  listAgentsSchema,
  listAgentVersionsSchema,
  type WireAgent,
  type WireSecret,
  type WireVersion,
} from "./cloud-agent-schemas.ts";

/** LiveKit's agents API (`livekit.CloudAgent`), as much of it as is used. */
export interface CloudAgentClient {
  /** All agents, as a summary; with `agentId` only that one, in full; an unknown id gives an empty list. */
  listAgents(agentId?: string): Promise<Result<readonly WireAgent[]>>;
  /** `platform-not-found` when the agent is gone, here and below. */
  listVersions(agentId: string): Promise<Result<readonly WireVersion[]>>;
  listSecrets(agentId: string): Promise<Result<readonly WireSecret[]>>;
  /** Settings such as `available_regions`. Cheap, and proves that the keys are right. */
  getClientSettings(): Promise<Result<ReadonlyMap<string, string>>>;
  /** Success means accepted. A 200 that says no is `platform-refused`, with the platform's reason. */
  change(method: ChangeMethod, request: Readonly<Record<string, unknown>>): Promise<Result<void>>;
}

/** The procedures that change an agent. Each is called once; none is ever repeated here. */
export type ChangeMethod =
  | "RollbackAgent"
  | "RestartAgent"
  | "PromoteAgent"
  | "DeleteAgent"
  | "UpdateAgentSecrets";

export function createCloudAgentClient(project: LiveKitProject, tools: LiveKitTools): CloudAgentClient {
  const call = <T>(
    method: string,
    request: Readonly<Record<string, unknown>>,
    schema: TwirpCall<T>["schema"],
    { changes = false, sendsSecrets = false } = {},
  ): Promise<Result<T>> => callCloudAgent(project, tools, { method, request, schema, changes, sendsSecrets });

  return {
    listAgents: async (agentId) => {
      const answer = await call("ListAgents", agentId ? { agent_id: agentId } : {}, listAgentsSchema);
      return answer.ok ? succeed(answer.value.agents) : answer;
    },
    listVersions: async (agentId) => {
      const answer = await call("ListAgentVersions", { agent_id: agentId }, listAgentVersionsSchema);
      return answer.ok ? succeed(answer.value.versions) : answer;
    },
    listSecrets: async (agentId) => {
      const answer = await call("ListAgentSecrets", { agent_id: agentId }, listAgentSecretsSchema);
      return answer.ok ? succeed(answer.value.secrets) : answer;
    },
    getClientSettings: async () => {
      const answer = await call("GetClientSettings", {}, clientSettingsSchema);
      if (!answer.ok) return answer;
      return succeed(new Map(answer.value.params.map(({ name, value }) => [name, value])));
    },
    change: async (method, request) => {
      const sendsSecrets = method === "UpdateAgentSecrets";
      const answer = await call(method, request, changeAcceptedSchema, { changes: true, sendsSecrets });
      return answer.ok ? succeed(undefined) : answer;
    },
  };
}

/** One procedure of the agents API. */
export const callCloudAgent = <T>(
  project: LiveKitProject,
  tools: LiveKitTools,
  details: Pick<TwirpCall<T>, "method" | "request" | "schema" | "changes" | "sendsSecrets">,
): Promise<Result<T>> =>
  callTwirp(project, tools, {
    baseUrl: agentsUrl(project),
    service: "livekit.CloudAgent",
    grants: { agent: { admin: true } },
    headers: CLI_VERSION_HEADER,
    readError: readMissingAgent,
    ...details,
  });

/** A missing agent comes as `internal` with one of these texts, not as `not_found` (seen on the real service). */
function readMissingAgent({ code, message }: PlatformError, call: FailedCall): Failure | null {
  const isMissing = code === "internal" && /failed to get agent|agent could not be found/i.test(message);
  return isMissing ? { kind: "platform-not-found", call } : null;
}
