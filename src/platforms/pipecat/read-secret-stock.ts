import { type Result, succeed } from "../../failure.ts";
import type { SecretStock } from "../port.ts";
import type { PipecatClient } from "./pipecat-client.ts";

const NOTHING: SecretStock = { names: [], set: null };

/** One secret set: its keys in one call; of an image pull secret, which has none to read, its entry in the list of all. */
export async function readSecretStock(
  client: PipecatClient,
  name: string | null,
): Promise<Result<SecretStock>> {
  if (name === null) return succeed(NOTHING);
  const keys = await client.getSecretSet(name);
  if (keys.ok) {
    const { status, region, errorMessage: error, secrets } = keys.value;
    const set = { kind: "environment", status: status ?? "", region, error } as const;
    return succeed({ names: secrets.map(({ fieldName }) => fieldName), set });
  }
  if (keys.failure.kind === "platform-not-found") return succeed(NOTHING);
  // "Cannot retrieve image pull secrets by name"
  if (keys.failure.kind !== "platform-refused" || keys.failure.status !== 400) return keys;
  const sets = await client.listSecretSets();
  if (!sets.ok) return sets;
  const found = sets.value.find((set) => set.name === name && set.type === "imagePullSecret");
  if (!found) return keys;
  const { status, region, errorMessage: error } = found;
  return succeed({ names: [], set: { kind: "image-pull", status: status ?? "", region, error } });
}
