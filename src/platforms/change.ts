/** What can be changed about an agent, as the platforms' own calls. The plan of an operation ends in one of these. */

import type { SessionKey } from "./sessions.ts";

/** One call that changes something. A platform answers `not-offered` to the kinds that it does not have. */
export type ChangeCall =
  /** LiveKit's RollbackAgent. The version is always named: what the API does without one is not known. */
  | { readonly kind: "rollback"; readonly version: string }
  /** LiveKit's RestartAgent. */
  | { readonly kind: "restart" }
  /** LiveKit's PromoteAgent, from a named deployment to production. */
  | { readonly kind: "promote"; readonly from: string }
  /** Pipecat's `POST /agents/{name}`. */
  | { readonly kind: "update"; readonly update: AgentUpdate }
  /** LiveKit's DeleteAgent, Pipecat's `DELETE /agents/{name}`. */
  | { readonly kind: "delete" }
  /** Pipecat's `DELETE …/sessions/{id}`, LiveKit's RemoveParticipant, once for each. What has ended already is no failure. */
  | { readonly kind: "stop-sessions"; readonly sessions: readonly SessionKey[] };

export const PROFILES = ["agent-1x", "agent-2x", "agent-3x"] as const;
export const KRISP_FILTERS = ["tel", "pro"] as const;

/** Every field of Pipecat's update request. What is left out stays as it is. */
export interface AgentUpdate {
  /** Never together with `buildId`. */
  readonly image?: string;
  readonly buildId?: string;
  readonly secretSet?: string;
  readonly imagePullSecretSet?: string;
  readonly scaling?: { readonly min?: number; readonly max?: number };
  /** null turns the filter off. */
  readonly krispAudioFilter?: (typeof KRISP_FILTERS)[number] | null;
  readonly profile?: (typeof PROFILES)[number];
  readonly maxSessionSeconds?: number;
  /** "arm" or "amd"; a deprecated alias of the architecture. */
  readonly nodeType?: string;
  /** A new deployment even when nothing else differs. */
  readonly forceRedeploy?: boolean;
}

/** What the platform said when it accepted a change; that it is done is another matter. */
export interface ChangeReceipt {
  /** Pipecat: the deployment that is now wanted. null where the platform names nothing. */
  readonly deploymentId: string | null;
  /** The platform's own remark, such as that nothing differs. Foreign text. */
  readonly warning: string | null;
}
