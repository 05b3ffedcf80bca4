/** The audit log as a file. Both forms carry what it takes to compute every hash once more; docs/audit.md says how. */
import type { AuditRecord } from "./audit-record.ts";

export type AuditFormat = "csv" | "jsonl";

/** Writes the records in the order given. */
export function formatAuditExport(records: readonly AuditRecord[], format: AuditFormat): string {
  return format === "csv" ? formatCsv(records) : records.map(formatLine).join("");
}

/** The stored text goes in as it is: read and written again, it may not be what was hashed. */
function formatLine({ sequence, key, previous, text, hash }: AuditRecord): string {
  const quoted = { key: JSON.stringify(key), previous: JSON.stringify(previous), hash: JSON.stringify(hash) };
  return `{"sequence":${sequence},"key":${quoted.key},"previous":${quoted.previous},"entry":${text},"hash":${quoted.hash}}\n`;
}

type Cell = string | number | null;

const COLUMNS: Readonly<Record<string, (record: AuditRecord) => Cell>> = {
  sequence: ({ sequence }) => sequence,
  at: ({ entry }) => formatMoment(entry.at),
  actor: ({ entry }) => entry.actor,
  event: ({ entry }) => entry.event,
  verb: ({ entry }) => entry.verb,
  project: ({ entry }) => entry.project,
  agent: ({ entry }) => entry.agentName,
  agent_id: ({ entry }) => entry.agentId,
  outcome: ({ entry }) => entry.outcome,
  class: ({ entry }) => entry.class,
  rule: ({ entry }) => entry.rule,
  plan_digest: ({ entry }) => entry.planDigest,
  door: ({ entry }) => entry.door,
  operation_id: ({ entry }) => entry.operationId,
  command: ({ entry }) => entry.command,
  comment: ({ entry }) => entry.comment,
  key: ({ key }) => key,
  previous: ({ previous }) => previous,
  entry: ({ text }) => text,
  hash: ({ hash }) => hash,
};

function formatCsv(records: readonly AuditRecord[]): string {
  const rows = records.map((record) => Object.values(COLUMNS).map((read) => read(record)));
  return [Object.keys(COLUMNS), ...rows].map((cells) => `${cells.map(formatCell).join(",")}\r\n`).join("");
}

/** Quoted as in RFC 4180. What a spreadsheet would take for a formula gets an apostrophe and stays text. */
function formatCell(cell: Cell): string {
  const text = String(cell ?? "");
  const inert = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** ISO 8601 in UTC; a moment that no calendar knows stays a number. */
function formatMoment(at: number): Cell {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? at : date.toISOString();
}
