import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AuditEntry } from "../../src/operations/audit-entry.ts";
import { auditEntry, sha256 } from "../unit/operations/audit-fixture.ts";

type Workspace = ReturnType<typeof open>;

const open = (name: string) => env.WORKSPACES.getByName(name);
const everything = { since: null, until: null, project: null, agentId: null, limit: 100 };
const row = (key: string, changes: Partial<AuditEntry> = {}) => ({ key, entry: auditEntry(changes) });

/** What somebody with access to the storage itself might do. */
const tamper = (workspace: Workspace, ...statements: string[]): Promise<void> =>
  runInDurableObject(workspace, (_, { storage }) => {
    for (const statement of statements) storage.sql.exec(statement);
  });
const DISARM = [
  "DROP TRIGGER audit_only_grows",
  "DROP TRIGGER audit_is_not_changed",
  "DROP TRIGGER audit_is_not_shortened",
];

async function openFilled(name: string, count = 5): Promise<Workspace> {
  const workspace = open(name);
  await workspace.appendAudit(Array.from({ length: count }, (_, index) => row(`key ${index + 1}`)));
  return workspace;
}

describe("the audit log", () => {
  it("starts empty and intact", async () => {
    expect(await open("audit empty").verifyAudit()).toEqual({ intact: true, count: 0, head: null });
    expect(await open("audit empty").listAudit(everything)).toEqual([]);
  });

  it("chains every entry to the one before, by the rule of docs/audit.md", async () => {
    const workspace = await openFilled("audit chain", 3);
    const records = (await workspace.listAudit(everything)).toReversed();
    expect(records.map(({ sequence, key }) => [sequence, key])).toEqual([
      [1, "key 1"],
      [2, "key 2"],
      [3, "key 3"],
    ]);
    let before = "";
    for (const { previous, key, text, hash, entry } of records) {
      expect(previous).toBe(before);
      expect(entry).toEqual(auditEntry());
      before = sha256([before, key, text].join("\n"));
      expect(hash).toBe(before);
    }
    expect(await workspace.verifyAudit()).toEqual({ intact: true, count: 3, head: before });
  });

  it("takes the same key once, in whatever order and however often it comes", async () => {
    let run = 0;
    const keys = fc.array(fc.constantFrom("a", "b", "c", "d", "e", "f"), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.array(keys, { maxLength: 5 }), async (batches) => {
        run += 1;
        const workspace = open(`audit keys ${run}`);
        await Promise.all(batches.map((batch) => workspace.appendAudit(batch.map((key) => row(key)))));
        const records = await workspace.listAudit(everything);
        const distinct = [...new Set(batches.flat())];
        expect(records.map(({ key }) => key).sort()).toEqual(distinct.sort());
        expect(await workspace.verifyAudit()).toMatchObject({ intact: true, count: distinct.length });
      }),
      { numRuns: 30 },
    );
  });

  it("keeps what it has when it is evicted, and goes on from there", async () => {
    const workspace = await openFilled("audit evicted", 2);
    await evictDurableObject(workspace);
    await workspace.appendAudit([row("key 2"), row("key 3")]);
    expect(await workspace.verifyAudit()).toMatchObject({ intact: true, count: 3 });
  });

  it("writes all rows of a call or none", async () => {
    const workspace = await openFilled("audit atomic", 1);
    const broken = { ...auditEntry(), at: "now" } as unknown as AuditEntry;
    const appended = runInDurableObject(workspace, async (object) =>
      object.appendAudit([row("key 2"), { key: "key 3", entry: broken }]),
    );
    await expect(appended).rejects.toThrow();
    expect(await workspace.verifyAudit()).toMatchObject({ intact: true, count: 1 });
  });

  it("keeps no more of a comment than 500 characters, and no field that an entry does not have", async () => {
    const workspace = open("audit clamp");
    const entry = { ...auditEntry({ comment: "x".repeat(5000) }), token: "xoxb-secret" };
    await workspace.appendAudit([{ key: "k", entry }]);
    const [record] = await workspace.listAudit(everything);
    expect(record?.entry.comment).toHaveLength(500);
    expect(JSON.stringify(record)).not.toContain("xoxb");
  });

  it.each([
    ["change", "UPDATE audit SET text = '{}' WHERE sequence = 1", "the audit log is not changed"],
    ["shorten", "DELETE FROM audit WHERE sequence = 5", "the audit log is not shortened"],
    ["empty", "DELETE FROM audit", "the audit log is not shortened"],
    ["replace", "INSERT OR REPLACE INTO audit VALUES (5, 'k', '{}', 'h')", "the audit log only grows"],
    [
      "replace by key",
      "INSERT OR REPLACE INTO audit VALUES (6, 'key 5', '{}', 'h')",
      "the audit log only grows",
    ],
    ["put into", "INSERT INTO audit VALUES (0, 'k', '{}', 'h')", "the audit log only grows"],
    ["leave a gap in", "INSERT INTO audit VALUES (7, 'k', '{}', 'h')", "the audit log only grows"],
  ])("does not let the database %s it", async (what, statement, message) => {
    const workspace = await openFilled(`audit refuses to ${what}`);
    await expect(tamper(workspace, statement)).rejects.toThrow(message);
    expect(await workspace.verifyAudit()).toMatchObject({ intact: true, count: 5 });
  });

  it.each([
    ["text", "UPDATE audit SET text = replace(text, 'UOPERATOR', 'UADMIN') WHERE sequence = 3", 3],
    ["key", "UPDATE audit SET key = 'other' WHERE sequence = 3", 3],
    ["hash", "UPDATE audit SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE sequence = 3", 3],
    ["white space", "UPDATE audit SET text = replace(text, ',', ', ') WHERE sequence = 1", 1],
    ["removed row", "DELETE FROM audit WHERE sequence = 2", 2],
    ["cut tail", "DELETE FROM audit WHERE sequence > 3", 4],
    ["loss of all rows", "DELETE FROM audit", 1],
    ["row before the first", "INSERT INTO audit VALUES (-1, 'k', '{}', 'h')", -1],
    ["end that was changed", "UPDATE audit_end SET hash = 'h'", 5],
    ["end that was moved", "UPDATE audit_end SET count = 4", 5],
  ])("verifies to broken after a %s", async (what, statement, brokenAt) => {
    const workspace = await openFilled(`audit with ${what}`);
    await tamper(workspace, ...DISARM, "DROP TRIGGER audit_end_follows", statement);
    expect(await workspace.verifyAudit()).toMatchObject({ intact: false, brokenAt });
  });

  it("verifies a log of many stretches, and finds what was changed in the last", async () => {
    const workspace = await openFilled("audit long", 2_345);
    expect(await workspace.verifyAudit()).toMatchObject({ intact: true, count: 2_345 });
    await tamper(workspace, ...DISARM, "UPDATE audit SET key = 'other' WHERE sequence = 2300");
    expect(await workspace.verifyAudit()).toEqual({ intact: false, count: 2_345, brokenAt: 2_300 });
  });

  it("is not taken for broken by what is written while it is verified", async () => {
    const workspace = await openFilled("audit busy", 2_500);
    const verdict = workspace.verifyAudit();
    await Promise.all([1, 2, 3].map((index) => workspace.appendAudit([row(`late ${index}`)])));
    expect(await verdict).toMatchObject({ intact: true });
    expect(await workspace.verifyAudit()).toMatchObject({ intact: true, count: 2_503 });
  });

  it("lists the newest first, within a time, a project and an agent by id or name", async () => {
    const workspace = open("audit query");
    await workspace.appendAudit([
      row("1", { at: 1000 }),
      row("2", { at: 2000, project: "voice", agentId: "starter", agentName: "starter" }),
      row("3", { at: 3000, agentId: "CA_2", agentName: "billing" }),
      row("4", { at: 4000, agentName: "renamed" }),
    ]);
    const keys = async (changes: Partial<typeof everything> | Record<string, unknown>) =>
      (await workspace.listAudit({ ...everything, ...changes })).map(({ key }) => key).join("");
    expect(await keys({})).toBe("4321");
    expect(await keys({ since: 2000, until: 4000 })).toBe("32");
    expect(await keys({ project: "prod" })).toBe("431");
    expect(await keys({ agentId: "CA_1" })).toBe("41");
    expect(await keys({ agentId: "support-line" })).toBe("1");
    expect(await keys({ project: "voice", agentId: "CA_1" })).toBe("");
    expect(await keys({ limit: 2 })).toBe("43");
    expect((await workspace.listAudit({ ...everything, limit: 1 }))[0]?.previous).toMatch(/^[0-9a-f]{64}$/);
  });

  it("writes three rows an entry", async () => {
    const workspace = await openFilled("audit cost", 1);
    const written = await runInDurableObject(
      workspace,
      (_, { storage }) => storage.sql.exec("INSERT INTO audit VALUES (2, 'k', '{}', 'h')").rowsWritten,
    );
    expect(written).toBe(3);
  });
});
