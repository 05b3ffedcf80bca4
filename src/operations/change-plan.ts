/**
 * What a change will do, old → new, as read from the platform just before. Approvals are bound to its digest: when the
 * platform moves in the meantime the basis differs, so the digest does, and the approvals are void.
 */
import type { ChangeCall } from "../platforms/change.ts";
import type { AgentStatus, AgentVersion, LiveKitAgentStatus, SecretStock } from "../platforms/port.ts";
import type { SourceCommit, SourceSettings } from "../source/source-port.ts";

/** Where the source of an agent is, and the commit of it that is meant. */
export interface PlannedSource {
  readonly settings: SourceSettings;
  readonly commit: SourceCommit;
  /** Where the branch has gone since that commit was approved; null: nowhere, as far as we know. */
  readonly movedTo: string | null;
}

/** What a plan is made from. */
export interface AgentSnapshot {
  readonly status: AgentStatus;
  /** null: none is configured, or the request needs none. */
  readonly source: PlannedSource | null;
  /** Newest first; empty on Pipecat, which has none. */
  readonly versions: readonly AgentVersion[];
  /** null: not known. */
  readonly liveSessions: number | null;
  /** Names of the secrets that the agent runs with; null: not known. Never a value. */
  readonly secretNames: readonly string[] | null;
  /** What a change of secrets would touch; of that alone. */
  readonly stock?: SecretStock | null;
}

export type LiveKitSnapshot = AgentSnapshot & { readonly status: LiveKitAgentStatus };

export interface ChangePlan {
  readonly call: ChangeCall;
  /** What on the platform the plan rests on: canonical JSON. Health and sessions are no part of it, they come and go. */
  readonly basis: string;
  /** What differs, in the order in which it matters. */
  readonly changes: readonly PlannedChange[];
  readonly remarks: readonly PlanRemark[];
  /** How it is before, for the card: regions and replicas, or instances. */
  readonly before: PlanBefore;
}

/** "version `a` → `b`"; null where there was or will be none. Foreign text. */
export interface PlannedChange {
  readonly what:
    | "commit"
    | "version"
    | "deployment"
    | "image"
    | "build"
    | "secret set"
    | "image pull secret"
    | "profile"
    | "Krisp filter"
    | "longest session"
    | "node type"
    | "minimum instances"
    | "maximum instances"
    /** By name: the same before and after where its value is replaced. */
    | "secret"
    | "agent";
  readonly before: string | null;
  readonly after: string | null;
}

/** A consequence that a person has to know before they say yes. */
export type PlanRemark =
  | { readonly kind: "live-sessions"; readonly count: number }
  | { readonly kind: "secrets-stay"; readonly names: readonly string[] | null }
  /** Values of secrets are not versioned, so what they were cannot be brought back. */
  | { readonly kind: "secret-values-not-restored" }
  /** A tag like `latest` points to whatever it points to now. */
  | { readonly kind: "mutable-tag"; readonly image: string }
  /** Which of tel and pro it was is not on record. */
  | { readonly kind: "krisp-unknown" }
  | { readonly kind: "scaling-stays"; readonly min: number; readonly max: number }
  /** The target was never seen healthy. */
  | { readonly kind: "target-never-healthy" }
  | { readonly kind: "warm-instances"; readonly count: number }
  /** Nothing that the platform compares differs: without force it makes no new deployment. */
  | { readonly kind: "nothing-differs" }
  | { readonly kind: "replicas-replaced" }
  /** It concerns a named deployment only. */
  | { readonly kind: "production-stays" }
  /** The current version was made from it. */
  | { readonly kind: "same-commit" }
  /** Since the commit was approved. */
  | { readonly kind: "branch-moved"; readonly branch: string; readonly sha: string }
  /** A new agent of LiveKit is known by its id until its worker tells its name. */
  | { readonly kind: "named-by-worker" }
  /** A new agent has none, and may not be able to do without. */
  | { readonly kind: "no-secrets" }
  | { readonly kind: "irreversible" }
  /** They were to be removed, and are not there. */
  | { readonly kind: "secrets-absent"; readonly names: readonly string[] }
  | { readonly kind: "set-created"; readonly set: string; readonly region: string | null }
  /** Running instances keep the old values until a redeployment; `attached`: the agent uses this set already. */
  | { readonly kind: "redeploy-needed"; readonly set: string; readonly attached: boolean }
  /** Credentials for the registry are used when an image is pulled the next time. */
  | { readonly kind: "next-pull"; readonly set: string; readonly attached: boolean }
  /** Who is on the phone with what is stopped. `rooms` null: each session is one caller. */
  | { readonly kind: "cut-off"; readonly people: number; readonly rooms: number | null }
  /** Which ones, the longest first. Foreign text. */
  | {
      readonly kind: "sessions";
      readonly sessions: readonly {
        readonly id: string;
        readonly room: string | null;
        readonly startedAt: number | null;
      }[];
    }
  /** More go on than one operation stops. */
  | { readonly kind: "sessions-left"; readonly count: number }
  /** LiveKit: rooms that were not looked into; the agent may be in them too. */
  | { readonly kind: "rooms-unread"; readonly count: number };

export interface PlanBefore {
  /** A roll-out was under way already: that one is under way proves nothing about this change. */
  readonly isUpdating: boolean;
  /** Versions that there were, or for a new agent the ids of all agents: what is new beside them is ours to find. */
  readonly known?: readonly string[];
  readonly regions: readonly string[];
  readonly replicas: number | null;
  readonly lastDeployedAt: number | null;
  /** Slack user id, if the last deployment was an operation of ours. */
  readonly lastDeployedBy: string | null;
}
