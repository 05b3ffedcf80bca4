/**
 * Expected failures are values. Every way in which Switchboard can say no is an arm of `Failure`; its `kind` is
 * the stable `reason_code` that people, scripts and the log see. Surprises stay exceptions.
 *
 * A failure never carries a request or response body, a token or a secret value.
 */

/** The outcome of something that may fail in a known way. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

export const succeed = <T>(value: T): Result<T> => ({ ok: true, value });
export const fail = (failure: Failure): { readonly ok: false; readonly failure: Failure } => ({
  ok: false,
  failure,
});

/** One agent that a person may have meant. */
export interface Candidate {
  readonly project: string;
  readonly id: string;
  readonly name: string;
}

/** What a failing call to a platform was for; never its content. */
export interface FailedCall {
  readonly project: string;
  /** The product that answers there, as people call it: "LiveKit Cloud". */
  readonly service: string;
  /** The remote procedure or route, without ids: "ListAgents", "GET /agents/{name}". */
  readonly endpoint: string;
  /** True when the call would have changed something; the text then says whether it may have. */
  readonly changes: boolean;
}

export type Failure =
  // What a person typed
  | { readonly kind: "unclosed-quote"; readonly quote: string }
  | {
      readonly kind: "unknown-verb";
      readonly command: string;
      readonly given: string;
      readonly suggestions: readonly string[];
    }
  | { readonly kind: "missing-argument"; readonly usage: string; readonly argument: string }
  | {
      readonly kind: "unexpected-argument";
      readonly usage: string;
      readonly given: string;
      /** The flag whose text it may belong to, with that text in quotes: `--reason "callers hear silence"`. */
      readonly quoted: string | null;
    }
  | {
      readonly kind: "unknown-flag";
      readonly usage: string;
      readonly given: string;
      readonly nearest: string | null;
      /** What it asks for is another verb's, and its flag's. */
      readonly instead?: { readonly verb: string; readonly flag: string };
    }
  | { readonly kind: "missing-flag-value"; readonly usage: string; readonly flag: string }
  | { readonly kind: "bad-value"; readonly usage: string; readonly name: string; readonly expected: string }
  | { readonly kind: "flag-left-out"; readonly given: string; readonly flag: string }
  /** A value, or what may be one, stands in a command, which stays in Slack. It is not repeated here. */
  | { readonly kind: "secret-in-command" }
  // What they meant
  | {
      readonly kind: "unknown-project";
      readonly given: string;
      readonly known: readonly string[];
      /** Where an agent was named with it: the agents of that name in the projects that there are. */
      readonly candidates?: readonly Candidate[];
    }
  | {
      readonly kind: "agent-not-found";
      readonly given: string;
      readonly nearest: readonly Candidate[];
      readonly searched: readonly string[];
      readonly unreachable: readonly string[];
      /** Projects that answered that they do not accept our key. */
      readonly refused: readonly string[];
    }
  | {
      readonly kind: "agent-ambiguous";
      readonly given: string;
      readonly candidates: readonly Candidate[];
      readonly unreachable: readonly string[];
      readonly refused: readonly string[];
    }
  | { readonly kind: "project-needed"; readonly verb: string; readonly projects: readonly string[] }
  | { readonly kind: "not-offered"; readonly verb: string; readonly service: string; readonly why: string }
  // Who they are
  | { readonly kind: "not-allowed"; readonly verb: string; readonly needs: string; readonly rule: string }
  | { readonly kind: "outsider"; readonly who: "guest" | "bot" | "stranger" | "deactivated" }
  | { readonly kind: "membership-unavailable"; readonly verb: string; readonly rule: string }
  // What stands in the way of a change
  /** Another operation has the agent. `link` leads to its card, when Slack has told where that is. */
  | {
      readonly kind: "agent-busy";
      readonly agent: Candidate;
      readonly verb: string;
      readonly by: string;
      readonly since: number;
      readonly operationId: string;
      readonly link: string | null;
      /** Where that one stands, if it is known; null otherwise. */
      readonly phase: string | null;
      /** Whether the same person asked for it. */
      readonly isOwn: boolean;
    }
  /** The very same was asked for a moment ago. */
  | {
      readonly kind: "already-asked";
      readonly agent: Candidate;
      readonly verb: string;
      readonly by: string;
      readonly since: number;
      readonly operationId: string;
      readonly link: string | null;
    }
  | {
      readonly kind: "agent-locked";
      readonly agent: Candidate;
      readonly by: string;
      readonly since: number;
      readonly until: number | null;
      readonly reason: string;
    }
  | { readonly kind: "not-locked"; readonly agent: Candidate }
  | { readonly kind: "no-approval-rule"; readonly verb: string; readonly project: string }
  /** The policy asks for a reason; `flag` is how to give it. */
  | { readonly kind: "reason-needed"; readonly verb: string; readonly rule: string; readonly flag: string }
  /** Approvals are not taken in a channel that another company reads. */
  | { readonly kind: "shared-channel"; readonly channelId: string }
  /** It needs an approval, and nobody else sees the conversation in which it was asked for. */
  | { readonly kind: "channel-needed"; readonly verb: string }
  /** Before something is taken away its name has to be typed; `deployment` null: the agent's. */
  | {
      readonly kind: "confirmation-needed";
      readonly verb: string;
      readonly agent: Candidate;
      readonly deployment: string | null;
    }
  /** A scaling to what is there; null: without a bound. */
  | {
      readonly kind: "already-scaled";
      readonly agent: Candidate;
      readonly min: number | null;
      readonly max: number | null;
    }
  | { readonly kind: "nothing-to-change"; readonly verb: string; readonly usage: string }
  | {
      readonly kind: "version-not-found";
      readonly agent: Candidate;
      readonly version: string;
      readonly known: readonly string[];
    }
  | { readonly kind: "already-current"; readonly agent: Candidate; readonly version: string }
  | { readonly kind: "never-deployed"; readonly agent: Candidate; readonly version: string }
  | { readonly kind: "nothing-to-roll-back-to"; readonly agent: Candidate; readonly why: string }
  /** The ledger has the deployment, but not what it takes to make it again. */
  | {
      readonly kind: "not-restorable";
      readonly agent: Candidate;
      readonly version: string;
      readonly why: string;
    }
  | {
      readonly kind: "deployment-not-found";
      readonly agent: Candidate;
      readonly deployment: string;
      readonly known: readonly string[];
    }
  | { readonly kind: "agent-exists"; readonly agent: Candidate }
  // What became of a deployment from source
  /** It was cut off again and again before anything could be noticed of it. */
  | { readonly kind: "work-interrupted"; readonly stage: string }
  /** The connection to a build was lost, and no version came of it. */
  | { readonly kind: "build-not-seen" }
  /** GitHub accepted the workflow, and has no run with the operation's id in its name. */
  | { readonly kind: "run-not-found" }
  /** None of the sessions that were meant goes on. null: any. */
  | {
      readonly kind: "nothing-to-stop";
      readonly agent: Candidate;
      readonly session: string | null;
      readonly room: string | null;
    }
  /** Which sessions are this agent's cannot be told, and is not guessed. */
  | { readonly kind: "sessions-untold"; readonly agent: Candidate; readonly why: string }
  | { readonly kind: "session-not-found"; readonly agent: Candidate; readonly session: string }
  | { readonly kind: "build-not-found"; readonly buildId: string; readonly project: string }
  // What stands in the way of a decision about an operation
  | { readonly kind: "operation-not-found"; readonly operationId: string }
  /** It has moved on, so what the button offered is no longer to be had. `phase` is where it stands now. */
  | { readonly kind: "operation-moved"; readonly operationId: string; readonly phase: string }
  /** The platform moved, the plan is another one now, and this approval was for the old one. */
  | { readonly kind: "plan-changed"; readonly operationId: string }
  | { readonly kind: "not-an-approver"; readonly rule: string; readonly approvers: readonly string[] }
  | { readonly kind: "self-approval"; readonly rule: string; readonly approvers: readonly string[] }
  | { readonly kind: "already-approved"; readonly operationId: string }
  /** Values of secrets are entered by who asked for them to be changed, and by nobody else. */
  | { readonly kind: "not-the-asker"; readonly operationId: string; readonly askedBy: string }
  /** Somebody follows the same log in the same place. `link` leads to the message, when Slack has told where that is. */
  | {
      readonly kind: "already-followed";
      readonly agent: Candidate;
      readonly by: string;
      readonly since: number;
      readonly link: string | null;
    }
  // What a platform answered
  | { readonly kind: "platform-unauthorized"; readonly call: FailedCall }
  | { readonly kind: "platform-forbidden"; readonly call: FailedCall }
  | { readonly kind: "platform-not-found"; readonly call: FailedCall }
  | {
      readonly kind: "platform-rate-limited";
      readonly call: FailedCall;
      readonly retryAfterMs: number | null;
    }
  | {
      readonly kind: "platform-refused";
      readonly call: FailedCall;
      readonly status: number;
      readonly message: string;
    }
  | {
      readonly kind: "platform-unavailable";
      readonly call: FailedCall;
      readonly cause: "timeout" | "network" | "server-error";
    }
  | { readonly kind: "platform-unreadable"; readonly call: FailedCall; readonly path: string }
  | { readonly kind: "room-not-active"; readonly room: string; readonly project: string }
  | { readonly kind: "dispatch-not-found"; readonly dispatchId: string; readonly room: string }
  // Where the source of an agent is kept
  | { readonly kind: "source-not-configured"; readonly agent: Candidate }
  /** `name` is what does not exist in the repository; null where that is the repository. */
  | {
      readonly kind: "source-not-found";
      readonly repository: string;
      readonly missing: "repository" | "ref" | "folder" | "workflow" | "run";
      readonly name: string | null;
    }
  /** `secret` is the name of the one that holds the token; null: there is none, and one is needed. */
  | { readonly kind: "source-unauthorized"; readonly call: FailedCall; readonly secret: string | null }
  | {
      readonly kind: "source-too-large";
      readonly repository: string;
      /** What of it: bytes compressed, bytes of the repository unpacked, its files and folders. */
      readonly measure: "archive" | "unpacked" | "entries";
      readonly limit: number;
    }
  | {
      readonly kind: "source-without-dockerfile";
      readonly repository: string;
      readonly ref: string;
      readonly subdirectory: string | null;
    }
  /** `line` is what no ignore file may have; null: there is too much of it. */
  | {
      readonly kind: "source-ignore-file";
      readonly repository: string;
      readonly file: string;
      readonly line: string | null;
    }
  /** GitHub runs a workflow on a branch or a tag only. */
  | { readonly kind: "source-needs-branch"; readonly repository: string; readonly ref: string }
  // What Slack answered
  /** `error` is Slack's own code: "not_in_channel", "is_archived", "invalid_blocks". Nothing else was done. */
  | {
      readonly kind: "slack-refused";
      readonly method: string;
      readonly error: string;
      readonly channelId: string | null;
    }
  | { readonly kind: "slack-unavailable"; readonly method: string; readonly retryAfterMs: number | null }
  /** It was done, but Slack will not show its card in the channel. */
  | { readonly kind: "card-unseen"; readonly room: string; readonly project: string }
  // Us
  | {
      readonly kind: "misconfigured";
      readonly problems: readonly { readonly key: string; readonly remedy: string }[];
    }
  | { readonly kind: "stale-action" }
  | { readonly kind: "internal"; readonly reference: string };

/** The stable code of a failure, as shown to people and written to logs. */
export type ReasonCode = Failure["kind"];

/** For how long the one who failed asked not to be called, in milliseconds. */
export const waitAsked = (failure: Failure): number =>
  "retryAfterMs" in failure ? (failure.retryAfterMs ?? 0) : 0;

/** Whether the same request may well succeed if it is simply made again later. Decided here, once. */
export function isTransient(failure: Failure): boolean {
  return ["platform-unavailable", "platform-rate-limited", "slack-unavailable"].includes(failure.kind);
}
