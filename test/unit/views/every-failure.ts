/** Every kind of failure, its texts from `text()`. */
import type { FailedCall, Failure } from "../../../src/failure.ts";

export interface Scale {
  /** A foreign text: any at all. */
  readonly text: () => string;
  /** How many of everything that there may be many of. */
  readonly many: number;
}

export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
export const failedCall = ({ text }: Scale, changes: boolean): FailedCall => ({
  project: text(),
  service: text(),
  endpoint: text(),
  changes,
});

export function everyFailure(scale: Scale): Failure[] {
  const { text, many } = scale;
  const candidates = times(many, () => ({ project: text(), id: text(), name: text() }));
  const names = times(many, text);
  const usage = text();
  const calls = [failedCall(scale, false), failedCall(scale, true)];
  return [
    { kind: "unclosed-quote", quote: text() },
    { kind: "unknown-verb", command: "agent", given: text(), suggestions: names },
    { kind: "unknown-verb", command: "agent", given: text(), suggestions: [] },
    { kind: "missing-argument", usage, argument: text() },
    { kind: "unexpected-argument", usage, given: text(), quoted: null },
    { kind: "unknown-flag", usage, given: text(), nearest: text() },
    { kind: "unknown-flag", usage, given: text(), nearest: null },
    {
      kind: "unknown-flag",
      usage,
      given: text(),
      nearest: null,
      instead: { verb: text(), flag: text() },
    },
    { kind: "missing-flag-value", usage, flag: text() },
    { kind: "bad-value", usage, name: text(), expected: text() },
    { kind: "flag-left-out", given: text(), flag: text() },
    { kind: "unknown-project", given: text(), known: names },
    { kind: "unknown-project", given: text(), known: [] },
    {
      kind: "agent-not-found",
      given: text(),
      nearest: candidates,
      searched: names,
      unreachable: names,
      refused: [],
    },
    { kind: "agent-not-found", given: text(), nearest: [], searched: [], unreachable: [], refused: [] },
    { kind: "agent-ambiguous", given: text(), candidates, unreachable: names, refused: [] },
    { kind: "project-needed", verb: text(), projects: names },
    { kind: "not-offered", verb: text(), service: text(), why: text() },
    { kind: "not-allowed", verb: text(), needs: text(), rule: text() },
    ...(["guest", "bot", "stranger", "deactivated"] as const).map((who) => ({
      kind: "outsider" as const,
      who,
    })),
    { kind: "membership-unavailable", verb: text(), rule: text() },
    ...everyChangeFailure(scale),
    ...calls.flatMap((call): Failure[] => [
      { kind: "platform-unauthorized", call },
      { kind: "platform-forbidden", call },
      { kind: "platform-not-found", call },
      { kind: "platform-rate-limited", call, retryAfterMs: 30_000 },
      { kind: "platform-rate-limited", call, retryAfterMs: null },
      { kind: "platform-refused", call, status: 400, message: text() },
      { kind: "platform-refused", call, status: 400, message: "" },
      { kind: "platform-unavailable", call, cause: "timeout" },
      { kind: "platform-unavailable", call, cause: "network" },
      { kind: "platform-unavailable", call, cause: "server-error" },
      { kind: "platform-unreadable", call, path: text() },
    ]),
    { kind: "room-not-active", room: text(), project: text() },
    { kind: "dispatch-not-found", dispatchId: text(), room: text() },
    { kind: "source-not-configured", agent: { project: text(), id: text(), name: text() } },
    ...(["repository", "ref", "folder", "workflow", "run"] as const).map((missing) => ({
      kind: "source-not-found" as const,
      repository: text(),
      missing,
      name: text(),
    })),
    ...calls.flatMap((call): Failure[] => [
      { kind: "source-unauthorized", call, secret: text() },
      { kind: "source-unauthorized", call, secret: null },
    ]),
    ...(["archive", "unpacked", "entries"] as const).map((measure) => ({
      kind: "source-too-large" as const,
      repository: text(),
      measure,
      limit: 32 * 1024 * 1024,
    })),
    { kind: "source-without-dockerfile", repository: text(), ref: text(), subdirectory: text() },
    { kind: "source-without-dockerfile", repository: text(), ref: text(), subdirectory: null },
    { kind: "source-ignore-file", repository: text(), file: text(), line: text() },
    { kind: "source-ignore-file", repository: text(), file: text(), line: null },
    { kind: "source-needs-branch", repository: text(), ref: text() },
    { kind: "slack-refused", method: text(), error: "not_in_channel", channelId: text() },
    { kind: "slack-refused", method: text(), error: text(), channelId: null },
    { kind: "slack-unavailable", method: text(), retryAfterMs: null },
    { kind: "misconfigured", problems: times(many, () => ({ key: text(), remedy: text() })) },
    {
      kind: "already-followed",
      agent: { project: text(), id: text(), name: text() },
      by: text(),
      since: 0,
      link: null,
    },
    {
      kind: "already-followed",
      agent: { project: text(), id: text(), name: text() },
      by: text(),
      since: 0,
      link: `https://example.com/${text()}`,
    },
    { kind: "stale-action" },
    { kind: "internal", reference: text() },
  ];
}

/** What stands in the way of a change, or of a decision about one. */
function everyChangeFailure({ text, many }: Scale): Failure[] {
  const agent = { project: text(), id: text(), name: text() };
  const known = times(many, text);
  const busy = { agent, by: text(), since: 0, operationId: text() };
  const link = `https://acme.slack.com/archives/${text()}`;
  return [
    { kind: "agent-busy", ...busy, verb: "rollback", link, phase: "awaiting-approval", isOwn: true },
    { kind: "agent-busy", ...busy, verb: text(), link: null, phase: text(), isOwn: false },
    { kind: "already-asked", ...busy, verb: "deploy", link },
    { kind: "already-asked", ...busy, verb: text(), link: text() },
    { kind: "agent-locked", agent, by: text(), since: 0, until: null, reason: text() },
    { kind: "agent-locked", agent, by: "UADMIN", since: 0, until: 1, reason: text() },
    { kind: "not-locked", agent },
    { kind: "no-approval-rule", verb: text(), project: text() },
    { kind: "reason-needed", verb: text(), rule: text(), flag: "--reason" },
    { kind: "shared-channel", channelId: text() },
    { kind: "confirmation-needed", verb: "delete", agent, deployment: null },
    { kind: "confirmation-needed", verb: "delete", agent, deployment: text() },
    { kind: "already-scaled", agent, min: 0, max: null },
    { kind: "nothing-to-change", verb: text(), usage: text() },
    { kind: "version-not-found", agent, version: text(), known },
    { kind: "already-current", agent, version: text() },
    { kind: "never-deployed", agent, version: text() },
    { kind: "nothing-to-roll-back-to", agent, why: text() },
    { kind: "not-restorable", agent, version: text(), why: text() },
    { kind: "deployment-not-found", agent, deployment: text(), known },
    { kind: "agent-exists", agent },
    { kind: "work-interrupted", stage: text() },
    { kind: "build-not-seen" },
    { kind: "run-not-found" },
    { kind: "nothing-to-stop", agent, session: text(), room: null },
    { kind: "nothing-to-stop", agent, session: null, room: text() },
    { kind: "nothing-to-stop", agent, session: null, room: null },
    { kind: "sessions-untold", agent, why: text() },
    { kind: "session-not-found", agent, session: text() },
    { kind: "build-not-found", buildId: text(), project: text() },
    { kind: "operation-not-found", operationId: text() },
    { kind: "operation-moved", operationId: text(), phase: "succeeded" },
    { kind: "operation-moved", operationId: text(), phase: text() },
    { kind: "plan-changed", operationId: text() },
    { kind: "not-an-approver", rule: text(), approvers: known },
    { kind: "self-approval", rule: text(), approvers: ["UADMIN", "SONCALL", "COPS", text()] },
    { kind: "already-approved", operationId: text() },
  ];
}
