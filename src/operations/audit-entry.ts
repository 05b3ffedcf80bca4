/** What the audit log keeps of everything that was decided about an operation. Ids only, never a secret value. */

export interface AuditEntry {
  readonly at: number;
  /** Slack user id; "switchboard" for what the bot did by itself. */
  readonly actor: string;
  readonly door: "command" | "mention" | "button" | "form" | "automatic";
  readonly event:
    | "asked"
    | "approved"
    /** Somebody wanted to decide, or to break the glass, and may not. */
    | "denied"
    | "rejected"
    | "cancelled"
    | "voided"
    | "expired"
    | "called"
    /** The values of secrets were entered. */
    | "supplied"
    | "kept"
    | "repeated"
    /** The automatic rollback was begun at once. */
    | "hurried"
    | "ended"
    | "locked"
    | "unlocked"
    | "exported";
  /** "normal", or "break-glass" for what skipped the approvals. */
  readonly class: "normal" | "break-glass";
  readonly operationId: string | null;
  readonly verb: string;
  /** The whole command, as it would be typed; null where the entry is about no command. Foreign text. */
  readonly command: string | null;
  readonly project: string;
  /** The agent's id, and its name as it was then. */
  readonly agentId: string;
  readonly agentName: string;
  /** The rule of the policy that decided, and the digest of the plan it was about. */
  readonly rule: string | null;
  readonly planDigest: string | null;
  /** "succeeded", "failed", "refused" …; null while it goes on. */
  readonly outcome: string | null;
  /** What the person wrote: a reason or comment. Foreign text. */
  readonly comment: string | null;
}

/** An entry of the audit log with its place in the chain. */
export interface AuditRow {
  readonly sequence: number;
  readonly entry: AuditEntry;
  /** SHA-256 over the hash before and the entry, in hex. */
  readonly hash: string;
}

/** `head` is the hash of the newest entry: whoever noted it down can prove later that nothing before it changed. */
export type AuditVerdict =
  | { readonly intact: true; readonly count: number; readonly head: string | null }
  | { readonly intact: false; readonly count: number; readonly brokenAt: number };

/** Newest first. `until` is exclusive; null: no bound. */
export interface AuditQuery {
  readonly since: number | null;
  readonly until: number | null;
  readonly project: string | null;
  readonly agentId: string | null;
  readonly limit: number;
}
