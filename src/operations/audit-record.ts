/** An entry of the audit log as it is stored: the text that its hash was made from, and what a reader is shown of it. */
import * as z from "zod/mini";
import { clampText } from "../views/clamp-text.ts";
import type { AuditEntry, AuditRow } from "./audit-entry.ts";

/** An entry with all that it takes to compute its hash once more, without this program. */
export interface AuditRecord extends AuditRow {
  /** What the entry was written under; the same key is never written twice. */
  readonly key: string;
  /** The hash of the entry before; empty for the first one. */
  readonly previous: string;
  /** The stored text of the entry. */
  readonly text: string;
}

/** UTF-16 units. What somebody wrote is kept, but the log is no place for essays. */
const TEXT_LENGTH = 500;

/** The words are ours, and a version after this one may know more of them: such a row is shown, not refused. */
const word = <T extends string>() => z.custom<T>((value) => typeof value === "string");

const auditEntrySchema = z.object({
  at: z.number(),
  actor: z.string(),
  door: word<AuditEntry["door"]>(),
  event: word<AuditEntry["event"]>(),
  class: word<AuditEntry["class"]>(),
  operationId: z.nullable(z.string()),
  verb: z.string(),
  // Rows of an older version have none.
  command: z._default(z.nullable(z.string()), null),
  project: z.string(),
  agentId: z.string(),
  agentName: z.string(),
  rule: z.nullable(z.string()),
  planDigest: z.nullable(z.string()),
  outcome: z.nullable(z.string()),
  comment: z.nullable(z.string()),
});

/** The canonical text: JSON without white space, keys in alphabetical order, and no field that an entry does not have. */
export function formatAuditEntry(entry: AuditEntry): string {
  const { comment, command, ...fields } = auditEntrySchema.parse(entry);
  const kept = { ...fields, command: clamp(command), comment: clamp(comment) };
  return JSON.stringify(Object.fromEntries(Object.entries(kept).sort(([a], [b]) => (a < b ? -1 : 1))));
}

const clamp = (text: string | null): string | null => (text === null ? null : clampText(text, TEXT_LENGTH));

export const parseAuditEntry = (text: string): AuditEntry => auditEntrySchema.parse(JSON.parse(text));
