import type { SecretsChange, SecretValues } from "../change.ts";
import { encodeBase64 } from "../encode-base64.ts";
import { requireValue } from "../require-value.ts";

/** UpdateAgentSecrets, without the agent (protocol livekit_cloud_agent.proto): values are bytes, in JSON base64. */
export function toSecretsRequest({ write, remove, overwrite }: SecretsChange, values: SecretValues) {
  return {
    overwrite,
    secrets: write.map(({ name, kind }) => ({
      name,
      kind: kind === "file" ? "AGENT_SECRET_KIND_FILE" : "AGENT_SECRET_KIND_ENVIRONMENT",
      value: encodeBase64(requireValue(values, name)),
    })),
    // What is not written goes by itself then.
    remove: overwrite ? [] : remove,
  };
}
