/** What somebody asked to have changed: the verb, the agent and what was typed, before any plan is made of it. */
import type { AgentUpdate } from "../platforms/change.ts";
import type { AgentIdentity } from "../platforms/port.ts";

export const CHANGE_VERBS = ["rollback", "restart", "deploy", "scale", "promote", "delete", "stop"] as const;
export type ChangeVerb = (typeof CHANGE_VERBS)[number];

export type ChangeAsked =
  /** `version` is LiveKit's version or the id of an earlier Pipecat deployment; null: the one before the current. */
  | { readonly verb: "rollback"; readonly version: string | null }
  | { readonly verb: "restart" }
  | { readonly verb: "deploy"; readonly update: AgentUpdate }
  | { readonly verb: "scale"; readonly min: number | null; readonly max: number | null }
  | { readonly verb: "promote"; readonly from: string }
  | { readonly verb: "delete" }
  | StopAsked;

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
