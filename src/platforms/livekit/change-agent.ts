import { fail, type Result, succeed } from "../../failure.ts";
import type { ChangeCall, ChangeReceipt, SecretValues } from "../change.ts";
import { type AgentIdentity, SERVICE_NAMES } from "../port.ts";
import type { ChangeMethod, CloudAgentClient } from "./cloud-agent-client.ts";
import { toSecretsRequest } from "./to-secrets-request.ts";

/** Makes the one call that changes the agent, never a second. LiveKit's answers name nothing that could be followed. */
export async function changeAgent(
  client: CloudAgentClient,
  { id }: Pick<AgentIdentity, "id">,
  call: Exclude<ChangeCall, { kind: "stop-sessions" }>,
  values: SecretValues = new Map(),
): Promise<Result<ChangeReceipt>> {
  const make = async (method: ChangeMethod, more: Readonly<Record<string, unknown>> = {}) => {
    const answer = await client.change(method, { agent_id: id, ...more });
    return answer.ok ? succeed({ deploymentId: null, warning: null }) : answer;
  };
  switch (call.kind) {
    case "rollback":
      return await make("RollbackAgent", { version: call.version });
    case "restart":
      return await make("RestartAgent");
    case "promote":
      // On the wire production has no name.
      return await make("PromoteAgent", { src_deployment: call.from, dst_deployment: "" });
    case "delete":
      return await make("DeleteAgent", call.deployment === undefined ? {} : { deployment: call.deployment });
    case "secrets":
      return await make("UpdateAgentSecrets", toSecretsRequest(call, values));
    case "update":
    case "create":
    case "source":
    case "workflow":
      return fail({
        kind: "not-offered",
        verb: "deploy",
        service: SERVICE_NAMES.livekit,
        why: "it builds each version from source code, which is more than one call",
      });
  }
}
