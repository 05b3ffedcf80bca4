/** What somebody asked to have changed: the verb, the agent and what was typed, before any plan is made of it. */
import type { AgentUpdate, SecretName } from "../platforms/change.ts";
import type { AgentIdentity } from "../platforms/port.ts";

export const CHANGE_VERBS = [
  "rollback",
  "restart",
  "deploy",
  "scale",
  "promote",
  "delete",
  "update-secrets",
] as const;
export type ChangeVerb = (typeof CHANGE_VERBS)[number];

export type ChangeAsked =
  /** `version` is LiveKit's version or the id of an earlier Pipecat deployment; null: the one before the current. */
  | { readonly verb: "rollback"; readonly version: string | null }
  | { readonly verb: "restart" }
  | { readonly verb: "deploy"; readonly update: AgentUpdate }
  | { readonly verb: "scale"; readonly min: number | null; readonly max: number | null }
  | { readonly verb: "promote"; readonly from: string }
  | { readonly verb: "delete" }
  | ({ readonly verb: "update-secrets" } & SecretsAsked);

/** Names only: values are asked for when they are needed, and never part of what was asked. */
export interface SecretsAsked {
  readonly write: readonly SecretName[];
  readonly remove: readonly string[];
  /** What is not written goes. */
  readonly overwrite: boolean;
  /** Pipecat's secret set; null: the one that the agent uses. */
  readonly set: string | null;
  /** Of the registry, for a set that images are pulled with; null: an ordinary set. */
  readonly host: string | null;
}

export interface ChangeRequest {
  readonly agent: AgentIdentity;
  readonly asked: ChangeAsked;
}
