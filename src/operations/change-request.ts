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
  "create",
  "update-secrets",
  "stop",
] as const;
export type ChangeVerb = (typeof CHANGE_VERBS)[number];

export type ChangeAsked =
  /** `version` is LiveKit's version or the id of an earlier Pipecat deployment; null: the one before the current. */
  | { readonly verb: "rollback"; readonly version: string | null }
  | { readonly verb: "restart" }
  /** Of `update` and the commit that `ref` names, one or the other; neither: the configured commit. */
  | ({ readonly verb: "deploy"; readonly update: AgentUpdate; readonly deployment?: string } & CommitAsked)
  | { readonly verb: "scale"; readonly min: number | null; readonly max: number | null }
  | { readonly verb: "promote"; readonly from: string }
  /** `deployment`: only this one of LiveKit's, beside production. */
  | { readonly verb: "delete"; readonly deployment?: string }
  /** `request.agent` goes by its name in place of the id that it has not got yet. */
  | ({ readonly verb: "create"; readonly update: AgentUpdate; readonly region?: string } & CommitAsked)
  | ({ readonly verb: "update-secrets" } & SecretsAsked)
  | StopAsked;

interface CommitAsked {
  /** A branch, a tag or a commit; without it what the configuration names. */
  readonly ref?: string;
}

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

/** One session of Pipecat Cloud, the agent in one LiveKit room, or all that go on; both null: all. */
export interface StopAsked {
  readonly verb: "stop";
  readonly session: string | null;
  readonly room: string | null;
}

export interface ChangeRequest {
  readonly agent: AgentIdentity;
  readonly asked: ChangeAsked;
}

/** A change of the agent itself; its sessions are another matter (plan-stop.ts). */
export interface AgentChangeRequest extends ChangeRequest {
  readonly asked: Exclude<ChangeAsked, StopAsked>;
}
