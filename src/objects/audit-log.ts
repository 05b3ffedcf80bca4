/** The audit log of a workspace in its object's storage: it can be written to and read, and nothing else. */
import { createHash } from "node:crypto";
import {
  type AuditLink,
  CHAIN_START,
  type ChainEnd,
  compareEnd,
  followChain,
  hashLink,
} from "../operations/audit-chain.ts";
import type { AuditEntry, AuditQuery, AuditVerdict } from "../operations/audit-entry.ts";
import { type AuditRecord, formatAuditEntry, parseAuditEntry } from "../operations/audit-record.ts";

/**
 * The database itself refuses everything but the next row. Without the trigger on inserts, `INSERT OR REPLACE` would
 * pass by the one on deletes. The end of the chain is kept apart, so that a missing tail is noticed.
 */
export const AUDIT_SCHEMA = `
CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  text TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE TABLE audit_end (id INTEGER PRIMARY KEY CHECK (id = 1), count INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
INSERT INTO audit_end (id, count, hash) VALUES (1, ${CHAIN_START.count}, '${CHAIN_START.hash}');
CREATE TRIGGER audit_only_grows BEFORE INSERT ON audit
  WHEN NEW.sequence IS NOT (SELECT count + 1 FROM audit_end) OR EXISTS (SELECT 1 FROM audit WHERE key = NEW.key)
  BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit log is not changed'); END;
CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit log is not shortened'); END;
CREATE TRIGGER audit_end_follows AFTER INSERT ON audit
  BEGIN UPDATE audit_end SET count = NEW.sequence, hash = NEW.hash; END;
`;

/** What is verified at a stretch, a few milliseconds; between stretches the object answers others. */
const STRETCH = 1_000;

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

interface LinkRow extends AuditLink, Record<string, SqlStorageValue> {}
interface EndRow extends ChainEnd, Record<string, SqlStorageValue> {}
/** `previous` is null where there is no row before. */
type RecordRow = LinkRow & { readonly previous: string | null };

export class AuditLog {
  readonly #storage: DurableObjectStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** All rows or none. A key that is there already is passed over. */
  append(rows: readonly { readonly key: string; readonly entry: AuditEntry }[]): void {
    const { sql } = this.#storage;
    this.#storage.transactionSync(() => {
      for (const { key, entry } of rows) {
        if (sql.exec("SELECT 1 FROM audit WHERE key = ?", key).toArray().length > 0) continue;
        const { count, hash } = this.#readEnd();
        const text = formatAuditEntry(entry);
        const next = hashLink(hash, { key, text }, sha256);
        sql.exec(
          "INSERT INTO audit (sequence, key, text, hash) VALUES (?, ?, ?, ?)",
          count + 1,
          key,
          text,
          next,
        );
      }
    });
  }

  /** Newest first. The agent is found by its id and by the name that it had then. */
  list({ since, until, project, agentId, limit }: AuditQuery): AuditRecord[] {
    const rows = this.#storage.sql.exec<RecordRow>(
      `SELECT audit.*, before.hash AS previous
       FROM audit LEFT JOIN audit AS before ON before.sequence = audit.sequence - 1
       WHERE (?1 IS NULL OR audit.text ->> 'at' >= ?1)
         AND (?2 IS NULL OR audit.text ->> 'at' < ?2)
         AND (?3 IS NULL OR audit.text ->> 'project' = ?3)
         AND (?4 IS NULL OR ?4 IN (audit.text ->> 'agentId', audit.text ->> 'agentName'))
       ORDER BY audit.sequence DESC LIMIT ?5`,
      since,
      until,
      project,
      agentId,
      limit,
    );
    return rows.toArray().map((row) => ({
      ...row,
      previous: row.previous ?? CHAIN_START.hash,
      entry: parseAuditEntry(row.text),
    }));
  }

  /** Computes every hash once more. What is written meanwhile is verified too. */
  async verify(): Promise<AuditVerdict> {
    let end = CHAIN_START;
    // Not from 1: a row that was put in before the first one is to be found as well.
    let after = Number.MIN_SAFE_INTEGER;
    for (;;) {
      const links = this.#readLinks(after);
      const last = links.at(-1);
      const followed = followChain(end, links, sha256);
      const check = followed.intact && !last ? compareEnd(followed.end, this.#readEnd()) : followed;
      if (!check.intact) return { ...check, count: this.#countRows() };
      if (!last) return { intact: true, count: check.end.count, head: check.end.hash || null };
      end = check.end;
      after = last.sequence;
      await scheduler.wait(0);
    }
  }

  #readLinks(after: number): LinkRow[] {
    const query = "SELECT * FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?";
    return this.#storage.sql.exec<LinkRow>(query, after, STRETCH).toArray();
  }

  #readEnd(): ChainEnd {
    return this.#storage.sql.exec<EndRow>("SELECT count, hash FROM audit_end").one();
  }

  #countRows(): number {
    return this.#storage.sql.exec<{ count: number }>("SELECT COUNT(*) AS count FROM audit").one().count;
  }
}
