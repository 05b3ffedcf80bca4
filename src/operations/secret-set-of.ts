import type { AgentStatus } from "../platforms/port.ts";
import type { SecretsAsked } from "./change-request.ts";

/**
 * The secret set that is meant: the one that was named, the one that the agent uses, or a new one of its name. null on
 * LiveKit, which has none. An agent's name has at most 54 characters there and a set's 63, so it always fits.
 */
export function secretSetOf(
  { set, host }: Pick<SecretsAsked, "set" | "host">,
  status: AgentStatus,
): string | null {
  if (status.platform === "livekit") return null;
  const { agent, secretSet, imagePullSecretSet } = status;
  return host === null
    ? (set ?? secretSet ?? `${agent.name}-secrets`)
    : (set ?? imagePullSecretSet ?? `${agent.name}-pull`);
}
