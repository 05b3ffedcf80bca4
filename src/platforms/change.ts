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
  /** LiveKit's DeleteAgent, Pipecat's `DELETE /agents/{name}`. `deployment`: only this one of LiveKit's, beside production. */
  | { readonly kind: "delete"; readonly deployment?: string }
  /** Pipecat's `POST /agents`. `region` null: where the platform puts agents by itself. */
  | { readonly kind: "create"; readonly update: AgentUpdate; readonly region: string | null }
  | SourceCall
  | WorkflowCall
  /** LiveKit's UpdateAgentSecrets; Pipecat's `PUT /secrets/{set}` and `DELETE /secrets/{set}/{key}`. Names only. */
  | ({ readonly kind: "secrets" } & SecretsChange)
  /** Pipecat's `DELETE …/sessions/{id}`, LiveKit's RemoveParticipant, once for each. What has ended already is no failure. */
  | { readonly kind: "stop-sessions"; readonly sessions: readonly SessionKey[] };

/** A commit that is deployed. Foreign text, all of it. */
export interface DeployedCommit {
  /** "owner/name". */
  readonly repository: string;
  /** As it was asked for: a branch, a tag or a commit. */
  readonly ref: string;
  /** 40 hexadecimal digits. */
  readonly sha: string;
  /** Set where `ref` is a branch. */
  readonly branch: string | null;
  /** The first line of its message. */
  readonly subject: string;
  /** "" is production. */
  readonly deployment: string;
}

/** LiveKit: a version made from a commit, in stages (source-service.ts); not one call. */
export interface SourceCall extends DeployedCommit {
  readonly kind: "source";
  readonly subdirectory: string | null;
  /** What the version will say of itself. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Where the agent is made first; null: it is there. */
  readonly region: string | null;
}

/** A GitHub Actions workflow that deploys: called there, not on the platform. */
export interface WorkflowCall extends DeployedCommit {
  readonly kind: "workflow";
  /** Its file name. */
  readonly workflow: string;
}

/** Put into every agent by LiveKit Cloud; `lk` hides and refuses them as well (livekit-cli cmd/lk/agent.go). */
export const RESERVED_SECRETS: readonly string[] = ["LIVEKIT_URL", "LIVEKIT_API_KEY", "LIVEKIT_API_SECRET"];

/** One secret that gets a new value. */
export interface SecretName {
  readonly name: string;
  readonly kind: "environment" | "file" | "image-pull";
}

export interface SecretsChange {
  /** `replaces`: it is there, and loses the value that it has. Values are handed over beside the call. */
  readonly write: readonly (SecretName & { readonly replaces: boolean })[];
  /** All names that go, those included that go because everything else is written over. */
  readonly remove: readonly string[];
  /** What is not written goes. */
  readonly overwrite: boolean;
  /** Pipecat's secret set; null on LiveKit, where an agent has secrets of its own. */
  readonly set: SecretSetChange | null;
}

export interface SecretSetChange {
  readonly name: string;
  /** Where a new set is made. */
  readonly region: string | null;
  /** Of a set that images are pulled with; null: an ordinary set. */
  readonly host: string | null;
}

/**
 * Values of secrets by name; of a file, its text. A Map on purpose: as JSON it is `{}`, so what holds one can neither be
 * stored nor logged with its values by mistake.
 */
export type SecretValues = ReadonlyMap<string, string>;

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
  /** LiveKit: the version that came of it, once its list of versions shows it. */
  readonly version?: string;
  /** GitHub: the run of the workflow, where it was named at once. */
  readonly runId?: string;
}
