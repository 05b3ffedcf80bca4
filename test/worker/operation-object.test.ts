import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const NOW = Date.UTC(2100, 0, 1);
const PROPOSAL = {
  id: "OPERATION1",
  project: "prod",
  agentId: "CA_1",
  request: {
    agentName: "a",
    room: "r",
    metadata: "",
    restartPolicy: "never",
    deployment: "",
    attributes: {},
  },
  askedBy: "UOPERATOR",
  door: "command",
  channelId: "COPS",
  threadTs: null,
} as const;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  vi.spyOn(console, "info").mockReturnValue();
  vi.spyOn(console, "error").mockReturnValue();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** The runtime offers this beside `fetch`; its generated types do not know it. */
const runCron = () => (exports.default as unknown as { scheduled(): Promise<unknown> }).scheduled();
const alarmOf = (stub: DurableObjectStub) => runInDurableObject(stub, (_, state) => state.storage.getAlarm());

describe("OperationObject", () => {
  it("is woken by the cron when the platform has lost its alarm", async () => {
    vi.spyOn(globalThis, "fetch").mockImplementation(async () => Response.json({ ok: true, ts: "1.2" }));
    const stub = env.OPERATIONS.getByName(`operation ${PROPOSAL.id}`);
    await stub.start(PROPOSAL);
    await env.WORKSPACES.getByName("workspace").openOperation(PROPOSAL.id);
    const armed = await alarmOf(stub);
    expect(armed).not.toBeNull();

    for (const lost of [null, NOW - 61_000]) {
      await runInDurableObject(stub, (_, state) =>
        lost === null ? state.storage.deleteAlarm() : state.storage.setAlarm(lost),
      );
      await runCron();
      await vi.waitFor(async () => expect(await alarmOf(stub)).toBeGreaterThanOrEqual(NOW));
    }
  });

  it("answers a second start with the first one's operation and posts no second card", async () => {
    const posts: string[] = [];
    vi.spyOn(globalThis, "fetch").mockImplementation(async (input) => {
      posts.push(new Request(input).url);
      return Response.json({ ok: true, ts: "1.2" });
    });
    const stub = env.OPERATIONS.getByName("operation OPERATION2");
    const outcomes = await Promise.all([1, 2, 3].map(() => stub.start({ ...PROPOSAL, id: "OPERATION2" })));
    expect(outcomes).toEqual([1, 2, 3].map(() => ({ refused: false, failure: null })));
    expect(posts.filter((url) => url.includes("chat.postMessage"))).toHaveLength(1);
  });

  it("takes over what the version before had to do, and when", async () => {
    vi.spyOn(globalThis, "fetch").mockImplementation(async () => Response.json({ ok: true, ts: "1.2" }));
    const stub = env.OPERATIONS.getByName("operation OPERATION3");
    await stub.start({ ...PROPOSAL, id: "OPERATION3" });
    await runInDurableObject(stub, async (_, { storage }) => {
      storage.sql.exec("DROP TABLE due_times; UPDATE schema_version SET version = 6");
      storage.sql.exec("CREATE TABLE due (kind TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID");
      storage.sql.exec("INSERT INTO due VALUES ('step', ?), ('card', ?)", NOW + 7_000, NOW + 9_000);
      await storage.deleteAlarm();
    });
    await evictDurableObject(stub);
    await stub.repair();
    expect(await alarmOf(stub)).toBe(NOW + 7_000);
  });
});
