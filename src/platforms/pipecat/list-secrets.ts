import { type Result, succeed } from "../../failure.ts";
import type { AgentSecret, SecretList } from "../port.ts";
import type { PipecatClient } from "./pipecat-client.ts";
import type { WireSecretKeys } from "./secret-schemas.ts";

/** The keys of the secret set that an agent uses, and its image pull secret by name: three calls at the most. */
export async function listSecrets(client: PipecatClient, agentName: string): Promise<Result<SecretList>> {
  const agent = await client.getAgent(agentName);
  if (!agent.ok) return agent;
  const spec = agent.value.deployment?.manifest?.spec;
  const setName = spec?.envFromSecretNames[0] ?? null;
  const pullName = spec?.imagePullSecretName ?? null;
  const [set, pull] = await Promise.all([
    setName === null ? succeed(null) : readSet(client, setName),
    pullName === null ? succeed([]) : readImagePullSecret(client, pullName),
  ]);
  if (!set.ok) return set;
  if (!pull.ok) return pull;
  return succeed({ secrets: [...(set.value?.secrets ?? []), ...pull.value], set: set.value?.set ?? null });
}

/** A set that the agent names but that is gone is worth seeing, not a failure: it is why the next deployment will fail. */
async function readSet(client: PipecatClient, name: string): Promise<Result<SecretList>> {
  const answer = await client.getSecretSet(name);
  if (answer.ok) return succeed(toSecretList(name, answer.value));
  if (answer.failure.kind !== "platform-not-found") return answer;
  return succeed({ secrets: [], set: { name, status: "missing", region: null, error: null } });
}

/** Image pull secrets cannot be read by name, so the list of all sets tells whether it is still there. */
async function readImagePullSecret(
  client: PipecatClient,
  name: string,
): Promise<Result<readonly AgentSecret[]>> {
  const answer = await client.listSecretSets();
  if (!answer.ok) return answer;
  const exists = answer.value.some((set) => set.name === name && set.type === "imagePullSecret");
  return succeed(exists ? [toSecret(name, "image-pull")] : []);
}

const toSecretList = (
  name: string,
  { region, status, errorMessage, secrets }: WireSecretKeys,
): SecretList => ({
  secrets: secrets.map(({ fieldName }) => toSecret(fieldName, "environment")),
  set: { name, status: status ?? "", region, error: errorMessage },
});

/** The platform gives no dates. */
const toSecret = (name: string, kind: AgentSecret["kind"]): AgentSecret => ({
  name,
  kind,
  createdAt: null,
  updatedAt: null,
  deployments: [],
});
