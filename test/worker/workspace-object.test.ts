import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";

afterEach(() => {
  vi.useRealTimers();
});

describe("WorkspaceObject", () => {
  it("gives a claim to exactly one of many who ask at once", async () => {
    const workspace = env.WORKSPACES.getByName("claims");
    const claims = await Promise.all(Array.from({ length: 50 }, () => workspace.claim("event Ev1")));
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  it("remembers claims when it is evicted, and forgets them after a day", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const workspace = env.WORKSPACES.getByName("eviction");
    expect(await workspace.claim("event Ev1")).toBe(true);
    await evictDurableObject(workspace);
    expect(await workspace.claim("event Ev1")).toBe(false);
    vi.setSystemTime(Date.now() + 26 * 3_600_000);
    expect(await workspace.claim("event Ev1")).toBe(true);
  });

  it("lists open operations until they are closed, however often either is said", async () => {
    const workspace = env.WORKSPACES.getByName("registry");
    for (const id of ["OP1", "OP2", "OP1"]) await workspace.openOperation(id);
    expect((await workspace.listOpenOperations()).sort()).toEqual(["OP1", "OP2"]);
    await workspace.closeOperation("OP1");
    await workspace.closeOperation("OP1");
    expect(await workspace.listOpenOperations()).toEqual(["OP2"]);
  });
});
