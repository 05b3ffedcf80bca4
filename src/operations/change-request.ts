/** What somebody asked to have changed: the verb, the agent and what was typed, before any plan is made of it. */
import type { AgentUpdate } from "../platforms/change.ts";
import type { AgentIdentity } from "../platforms/port.ts";

export const CHANGE_VERBS = [
  "rollback",
  "restart",
  "deploy",
  "scale",
  "promote",
  "delete",
  "create",
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
  | { readonly verb: "delete" }
  /** `request.agent` goes by its name in place of the id that it has not got yet. */
  | ({ readonly verb: "create"; readonly update: AgentUpdate; readonly region?: string } & CommitAsked);

interface CommitAsked {
  /** A branch, a tag or a commit; without it what the configuration names. */
  readonly ref?: string;
}

export interface ChangeRequest {
  readonly agent: AgentIdentity;
  readonly asked: ChangeAsked;
}
