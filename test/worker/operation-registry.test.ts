import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { OperationSummary } from "../../src/operations/operation-summary.ts";

const NOW = Date.UTC(2100, 0, 1);
const DAY_MS = 86_400_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

const open = (name: string) => env.WORKSPACES.getByName(name);
const summary = (id: string, changes: Partial<OperationSummary> = {}): OperationSummary => ({
  id,
  verb: "rollback",
  project: "prod",
  agentId: "CA_1",
  agentName: "support-line",
  askedBy: "UOPERATOR",
  startedAt: NOW,
  phase: "observing",
  endedAt: null,
  ...changes,
});
const all = { project: null, agentId: null, limit: 100 };

describe("the registry of operations", () => {
  it("knows an operation by its last note", async () => {
    const workspace = open("operations note");
    await workspace.noteOperation(summary("A", { phase: "awaiting-approval" }));
    await workspace.noteOperation(summary("A"));
    await workspace.noteOperation(summary("A"));
    expect(await workspace.listOperations(all)).toEqual([summary("A")]);
  });

  it("never opens again what has ended, however late an older note comes", async () => {
    const workspace = open("operations late");
    const ended = summary("A", { phase: "succeeded", endedAt: NOW + 5 });
    for (const note of [
      summary("A"),
      ended,
      summary("A"),
      summary("A", { phase: "lost", endedAt: NOW + 9 }),
    ]) {
      await workspace.noteOperation(note);
    }
    expect(await workspace.listOperations(all)).toEqual([ended]);
    expect(await workspace.listOpenOperations()).toEqual([]);
  });

  it("lists the open ones first, the oldest first, then those that ended last", async () => {
    const workspace = open("operations order");
    for (const note of [
      summary("young", { startedAt: NOW + 20 }),
      summary("early end", { startedAt: NOW - 99, endedAt: NOW + 1 }),
      summary("old", { startedAt: NOW + 10 }),
      summary("late end", { startedAt: NOW - 9, endedAt: NOW + 2 }),
    ]) {
      await workspace.noteOperation(note);
    }
    const ids = async (query: Partial<typeof all>) =>
      (await workspace.listOperations({ ...all, ...query })).map(({ id }) => id);
    expect(await ids({})).toEqual(["old", "young", "late end", "early end"]);
    expect(await ids({ limit: 3 })).toEqual(["old", "young", "late end"]);
  });

  it("narrows the list to a project and to an agent by id or name", async () => {
    const workspace = open("operations query");
    await workspace.noteOperation(summary("1"));
    await workspace.noteOperation(summary("2", { project: "voice", agentId: "support-line" }));
    await workspace.noteOperation(summary("3", { agentId: "CA_3", agentName: "billing" }));
    const ids = async (project: string | null, agentId: string | null) =>
      (await workspace.listOperations({ project, agentId, limit: 9 })).map(({ id }) => id);
    expect(await ids("prod", null)).toEqual(["1", "3"]);
    expect(await ids(null, "support-line")).toEqual(["1", "2"]);
    expect(await ids("prod", "CA_3")).toEqual(["3"]);
    expect(await ids("voice", "CA_3")).toEqual([]);
  });

  it("gives the watchdog the open ones of this version and of the one before, each once", async () => {
    const workspace = open("operations watchdog");
    await workspace.openOperation("before");
    await workspace.openOperation("both");
    await workspace.noteOperation(summary("both", { startedAt: NOW + 1 }));
    await workspace.noteOperation(summary("ended", { endedAt: NOW }));
    await workspace.noteOperation(summary("oldest", { startedAt: NOW - 1 }));
    expect(await workspace.listOpenOperations()).toEqual(["oldest", "before", "both"]);
    await workspace.noteOperation(summary("both", { endedAt: NOW + 2 }));
    await workspace.closeOperation("before");
    expect(await workspace.listOpenOperations()).toEqual(["oldest"]);
  });

  it("forgets an operation 30 days after its end, and never an open one", async () => {
    const workspace = open("operations sweep");
    await workspace.noteOperation(summary("open"));
    await workspace.noteOperation(summary("ended", { endedAt: NOW }));
    for (const [days, left] of [
      [29.9, 2],
      [30.1, 1],
    ] as const) {
      vi.setSystemTime(NOW + days * DAY_MS);
      await workspace.claim(`day ${days}`);
      expect(await workspace.listOperations(all)).toHaveLength(left);
    }
  });

  it("takes over the storage of the version before", async () => {
    const workspace = open("operations migration");
    await workspace.openOperation("before");
    // What the version before had: its two tables, at version 2.
    await runInDurableObject(workspace, (_, { storage }) => {
      for (const table of ["operation", "audit_end"]) storage.sql.exec(`DROP TABLE ${table}`);
      storage.sql.exec("DROP TRIGGER audit_is_not_shortened; DROP TABLE audit");
      storage.sql.exec("UPDATE schema_version SET version = 2");
    });
    await evictDurableObject(workspace);
    await workspace.noteOperation(summary("new"));
    expect((await workspace.listOpenOperations()).sort()).toEqual(["before", "new"]);
    expect(await workspace.verifyAudit()).toMatchObject({ intact: true, count: 0 });
  });
});
