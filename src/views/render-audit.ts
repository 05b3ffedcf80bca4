/** Who did what, newest first: `/agent audit`. */
import type { AuditEntry, AuditRow } from "../operations/audit-entry.ts";
import { createAnswer, type ReadOptions } from "./create-answer.ts";
import { boldText, codeText, escapeText, mentionUser } from "./escape-text.ts";
import { formatDate, formatDuration } from "./format-time.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { describeScope, type RecordQuestion, recordCommand } from "./record-question.ts";
import type { View } from "./view.ts";

export interface AuditList extends RecordQuestion {
  /** Newest first. */
  readonly rows: readonly AuditRow[];
  /** How far back it was asked for, in milliseconds. */
  readonly sinceMs: number;
  /** There are older ones in that time that are not among the rows. */
  readonly hasMore: boolean;
}

const DAY_MS = 24 * 60 * 60_000;
/** The characters of a digest that a card shows too. */
const DIGEST_LENGTH = 8;
const COMMAND_LENGTH = 200;
const COMMENT_LENGTH = 500;

export function renderAudit(list: AuditList, options: ReadOptions): View {
  const { rows, sinceMs, hasMore } = list;
  const command = `${recordCommand("audit", list)} --since ${formatSince(sinceMs)}`;
  const count = countEntries(rows.length);
  const period = mrkdwn`the last ${sinceMs === DAY_MS ? mrkdwn`day` : formatDuration(sinceMs)}`;
  const bypasses = countOperations(rows.filter(({ entry }) => isBreakGlass(entry)));
  return createAnswer(
    {
      text: mrkdwn`The audit log${describeScope(list, escapeText)} has ${hasMore ? mrkdwn`more than ${count}` : count} from ${period}.`,
      headline: joinMrkdwn([
        mrkdwn`Audit log${describeScope(list, boldText)}: ${hasMore ? mrkdwn`the newest ${count}` : count} from ${period}`,
        bypasses === 0 ? null : mrkdwn`🔴 ${bypasses} by *break-glass*`,
      ]),
      rows: rows.map(({ sequence, entry }) => ({ text: describeEntry(sequence, entry) })),
      notes: [hasMore ? mrkdwn`older ones are in an export, or within a shorter time` : null],
      command,
      buttons: [
        { label: "Verify", command: "/agent audit verify" },
        rows.length === 0 ? null : { label: "Export CSV", command: `${command} --export csv` },
      ],
    },
    options,
  );
}

/** "no entries", "1 entry", "12 entries". */
export const countEntries = (count: number): Mrkdwn =>
  count === 0 ? mrkdwn`no entries` : count === 1 ? mrkdwn`1 entry` : mrkdwn`${count} entries`;

/** What `--since` takes: "7d", "36h", "90m". */
export function formatSince(sinceMs: number): string {
  const minutes = Math.ceil(sinceMs / 60_000);
  if (minutes % 1440 === 0) return `${minutes / 1440}d`;
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}

/** Each has several entries; what is about none, such as a lock, is one by itself. */
const countOperations = (rows: readonly AuditRow[]): number =>
  new Set(rows.map(({ sequence, entry }) => entry.operationId ?? sequence)).size;

const isBreakGlass = (entry: AuditEntry): boolean => entry.class === "break-glass";

function describeEntry(sequence: number, entry: AuditEntry): Mrkdwn {
  const { actor, event, verb, command, door, at, rule, planDigest, outcome, operationId, comment } = entry;
  const who = actor === "switchboard" ? mrkdwn`Switchboard` : mentionUser(actor);
  const act = joinMrkdwn([
    isBreakGlass(entry) ? mrkdwn`🔴 *break-glass*` : null,
    // Not "denied by": who acted is who was denied.
    event === "denied" ? mrkdwn`*refused* to ${who}` : mrkdwn`${boldText(event)} by ${who}`,
    command === null ? mrkdwn`${codeText(verb)}${describeSubject(entry)}` : codeText(command, COMMAND_LENGTH),
    outcome === null ? null : mrkdwn`outcome ${codeText(outcome)}`,
    formatDate(at),
  ]);
  const evidence = joinMrkdwn([
    mrkdwn`entry ${sequence}`,
    rule === null ? null : mrkdwn`rule ${codeText(rule)}`,
    planDigest === null ? null : mrkdwn`plan ${codeText(planDigest.slice(0, DIGEST_LENGTH))}`,
    door === "automatic" ? null : mrkdwn`by ${escapeText(door)}`,
    operationId === null ? null : codeText(operationId),
  ]);
  const words = comment === null || comment === "" ? null : mrkdwn`“${escapeText(comment, COMMENT_LENGTH)}”`;
  return joinMrkdwn([act, words, evidence], mrkdwn`\n`);
}

function describeSubject({ project, agentName }: AuditEntry): Mrkdwn {
  if (agentName !== "")
    return mrkdwn` of ${boldText(project === "" ? agentName : `${project}/${agentName}`)}`;
  return project === "" ? mrkdwn`` : mrkdwn` in ${boldText(project)}`;
}
