import { fail, type Result, succeed } from "../../failure.ts";
import type { ChangeCall, ChangeReceipt, SecretValues } from "../change.ts";
import { SERVICE_NAMES } from "../port.ts";
import { changeSecrets } from "./change-secrets.ts";
import type { PipecatClient } from "./pipecat-client.ts";
import { endSessions } from "./pipecat-sessions.ts";
import { toCreateRequest, toUpdateRequest } from "./to-update-request.ts";

/** Said of the calls that only LiveKit has. */
const WHY_NOT = {
  rollback: "it keeps no versions to go back to; an earlier deployment has to be deployed again",
  restart: "it restarts nothing; the same deployment has to be made again",
  promote: "it has one deployment for each agent, so there is none to promote",
  source: "it deploys images and builds of its own, not source code",
  workflow: "GitHub runs workflows, not the platform",
} as const;

/** Makes the one call that changes the agent, never a second; secrets take one for the set and one for each key that goes. */
export async function changeAgent(
  client: PipecatClient,
  name: string,
  call: ChangeCall,
  values: SecretValues = new Map(),
): Promise<Result<ChangeReceipt>> {
  switch (call.kind) {
    case "update": {
      const answer = await client.updateAgent(name, toUpdateRequest(call.update));
      if (!answer.ok) return answer;
      const { desiredDeploymentId, activeDeploymentId, warning } = answer.value;
      return succeed({ deploymentId: desiredDeploymentId ?? activeDeploymentId, warning });
    }
    case "create": {
      const answer = await client.createAgent(toCreateRequest(name, call));
      if (!answer.ok) return answer;
      const { desiredDeploymentId, activeDeploymentId, warning } = answer.value;
      return succeed({ deploymentId: desiredDeploymentId ?? activeDeploymentId, warning });
    }
    case "delete": {
      const answer = await client.deleteAgent(name);
      return answer.ok ? succeed({ deploymentId: null, warning: null }) : answer;
    }
    case "secrets":
      return await changeSecrets(client, call, values);
    case "stop-sessions":
      return await endSessions(client.sessions, name, call.sessions);
    case "rollback":
    case "restart":
    case "promote":
    case "source":
    case "workflow":
      return fail({
        kind: "not-offered",
        verb: call.kind,
        service: SERVICE_NAMES.pipecat,
        why: WHY_NOT[call.kind],
      });
  }
}
