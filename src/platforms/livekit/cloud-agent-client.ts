import type { FailedCall, Failure, Result } from "../../failure.ts";
import { succeed } from "../../failure.ts";
import type { PlatformError } from "../platform-error.ts";
import type { LiveKitProject } from "../project.ts";
import { agentsUrl } from "./agents-url.ts";
import { callTwirp, type LiveKitTools, type TwirpCall } from "./call-twirp.ts";
import {
  clientSettingsSchema,
  listAgentSecretsSchema,
  listAgentsSchema,
  listAgentVersionsSchema,
  type WireAgent,
  type WireSecret,
  type WireVersion,
} from "./cloud-agent-schemas.ts";

/** LiveKit's agents API (`livekit.CloudAgent`), the part that reads. */
export interface CloudAgentClient {
  /** All agents, as a summary; with `agentId` only that one, in full; an unknown id gives an empty list. */
  listAgents(agentId?: string): Promise<Result<readonly WireAgent[]>>;
  /** `platform-not-found` when the agent is gone, here and below. */
  listVersions(agentId: string): Promise<Result<readonly WireVersion[]>>;
  listSecrets(agentId: string): Promise<Result<readonly WireSecret[]>>;
  /** Settings such as `available_regions`. Cheap, and proves that the keys are right. */
  getClientSettings(): Promise<Result<ReadonlyMap<string, string>>>;
}

/** Without this header the service answers 400 "livekit-cli version header is required". */
const CLI_VERSION = "2.18.6";

export function createCloudAgentClient(project: LiveKitProject, tools: LiveKitTools): CloudAgentClient {
  const call = <T>(
    method: string,
    request: Readonly<Record<string, unknown>>,
    schema: TwirpCall<T>["schema"],
  ): Promise<Result<T>> =>
    callTwirp(project, tools, {
      baseUrl: agentsUrl(project),
      service: "livekit.CloudAgent",
      method,
      grants: { agent: { admin: true } },
      headers: { "x-livekit-cli-version": CLI_VERSION },
      request,
      schema,
      changes: false,
      readError: readMissingAgent,
    });

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
  };
}

/** A missing agent comes as `internal` with one of these texts, not as `not_found` (seen on the real service). */
function readMissingAgent({ code, message }: PlatformError, call: FailedCall): Failure | null {
  const isMissing = code === "internal" && /failed to get agent|agent could not be found/i.test(message);
  return isMissing ? { kind: "platform-not-found", call } : null;
}
