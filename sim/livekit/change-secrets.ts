/** The secrets of an agent. Their values are read and forgotten: the simulator never holds one. */
import * as z from "zod";
import type { Agent, Secret } from "./cloud-state.ts";
import { enumeration, list, message, text } from "./request-fields.ts";

/** Bytes, which protojson writes in base64. */
const forgottenBytes = z
  .string()
  .regex(/^[\w+/=-]*$/)
  .nullish()
  .transform(() => null);

export const secretList = list(
  message({
    name: text,
    kind: enumeration([
      "AGENT_SECRET_KIND_UNKNOWN",
      "AGENT_SECRET_KIND_ENVIRONMENT",
      "AGENT_SECRET_KIND_FILE",
    ]),
    value: forgottenBytes,
  }),
);

export interface SecretsChange {
  readonly secrets: readonly Pick<Secret, "name" | "kind">[];
  /** Names of those that go. */
  readonly remove: readonly string[];
  /** All that are not given go too. */
  readonly overwrite: boolean;
}

export function changeSecrets(agent: Agent, { secrets, remove, overwrite }: SecretsChange, at: number): void {
  const given = new Map(secrets.map((secret) => [secret.name, secret]));
  const before = new Map(agent.secrets.map((secret) => [secret.name, secret]));
  const kept = agent.secrets.filter(({ name }) => !given.has(name) && !overwrite && !remove.includes(name));
  const written = [...given.values()].map(
    ({ name, kind }): Secret => ({
      name,
      kind,
      createdAt: before.get(name)?.createdAt ?? at,
      updatedAt: at,
      deployments: [],
    }),
  );
  agent.secrets = [...kept, ...written];
}
