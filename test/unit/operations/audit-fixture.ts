/** A short audit log to start from, made with Node's own SHA-256. */
import { createHash } from "node:crypto";
import { CHAIN_START, hashLink } from "../../../src/operations/audit-chain.ts";
import type { AuditEntry } from "../../../src/operations/audit-entry.ts";
import { type AuditRecord, formatAuditEntry } from "../../../src/operations/audit-record.ts";

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

export const auditEntry = (changes: Partial<AuditEntry> = {}): AuditEntry => ({
  at: Date.UTC(2025, 7, 11, 2, 44),
  actor: "UOPERATOR",
  door: "command",
  event: "asked",
  class: "normal",
  operationId: "7K2M9QW4ZT1C8RX5VB3D",
  verb: "rollback",
  command: null,
  project: "prod",
  agentId: "CA_1",
  agentName: "support-line",
  rule: "prod.rollback",
  planDigest: "4f2a91c0aa55",
  outcome: null,
  comment: null,
  ...changes,
});

/** Chains the entries, each under the key beside it. */
export function chainOf(
  rows: readonly { readonly key: string; readonly entry: AuditEntry }[],
): AuditRecord[] {
  const records: AuditRecord[] = [];
  for (const { key, entry } of rows) {
    const previous = records.at(-1)?.hash ?? CHAIN_START.hash;
    const text = formatAuditEntry(entry);
    const hash = hashLink(previous, { key, text }, sha256);
    records.push({ sequence: records.length + 1, key, previous, text, entry, hash });
  }
  return records;
}
