import { fail, type Result, succeed } from "../../failure.ts";
import type { ChangeCall, ChangeReceipt } from "../change.ts";
import { SERVICE_NAMES } from "../port.ts";
import type { PipecatClient } from "./pipecat-client.ts";
import { endSessions } from "./pipecat-sessions.ts";
import { toUpdateRequest } from "./to-update-request.ts";

/** Said of the calls that only LiveKit has. */
const WHY_NOT = {
  rollback: "it keeps no versions to go back to; an earlier deployment has to be deployed again",
  restart: "it restarts nothing; the same deployment has to be made again",
  promote: "it has one deployment for each agent, so there is none to promote",
} as const;

/** Makes the one call that changes the agent, never a second. */
export async function changeAgent(
  client: PipecatClient,
  name: string,
  call: ChangeCall,
): Promise<Result<ChangeReceipt>> {
  switch (call.kind) {
    case "update": {
      const answer = await client.updateAgent(name, toUpdateRequest(call.update));
      if (!answer.ok) return answer;
      const { desiredDeploymentId, activeDeploymentId, warning } = answer.value;
      return succeed({ deploymentId: desiredDeploymentId ?? activeDeploymentId, warning });
    }
    case "delete": {
      const answer = await client.deleteAgent(name);
      return answer.ok ? succeed({ deploymentId: null, warning: null }) : answer;
    }
    case "stop-sessions":
      return await endSessions(client.sessions, name, call.sessions);
    case "rollback":
    case "restart":
    case "promote":
      return fail({
        kind: "not-offered",
        verb: call.kind,
        service: SERVICE_NAMES.pipecat,
        why: WHY_NOT[call.kind],
      });
  }
}
