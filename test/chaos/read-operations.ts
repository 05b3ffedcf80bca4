/** Every operation as the audit log tells it. The log itself is checked on the way: it must be whole. */
import { createHash } from "node:crypto";
import * as z from "zod";
import type { StoredObject } from "./read-storage.ts";

export interface ToldOperation {
  readonly id: string;
  readonly agent: string;
  readonly approvals: number;
  readonly calls: number;
  /** How it ended; null: it has not. */
  readonly outcome: string | null;
}

const rowSchema = z.object({ key: z.string(), text: z.string(), hash: z.string() });
const entrySchema = z.object({
  event: z.string(),
  operationId: z.string().nullable(),
  project: z.string(),
  agentId: z.string(),
  outcome: z.string().nullable(),
});

export function readOperations(objects: readonly StoredObject[]): {
  readonly operations: readonly ToldOperation[];
  readonly problems: readonly string[];
} {
  const rows = objects.flatMap(({ rows: rowsOf }) => z.array(rowSchema).parse(rowsOf("audit")));
  const problems: string[] = [];
  let previous = "";
  const told = new Map<string, ToldOperation>();
  for (const { key, text, hash } of rows) {
    const expected = createHash("sha256").update(`${previous}\n${key}\n${text}`).digest("hex");
    if (hash !== expected) problems.push(`the audit log is broken at ${key}`);
    previous = hash;
    const { event, operationId: id, agentId: agent, outcome } = entrySchema.parse(JSON.parse(text));
    if (id === null) continue;
    const known = told.get(id) ?? { id, agent, approvals: 0, calls: 0, outcome: null };
    told.set(id, {
      ...known,
      approvals: known.approvals + (event === "approved" ? 1 : 0),
      calls: known.calls + (event === "called" ? 1 : 0),
      outcome: event === "ended" ? outcome : known.outcome,
    });
  }
  return { operations: [...told.values()], problems };
}
