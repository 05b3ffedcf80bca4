import { describe, expect, it } from "vitest";
import { openWorkspace, readObject } from "./open-workspace.ts";

const MINUTE = 60_000;

describe("rate limits", () => {
  it.each([
    ["conversations.list", {}, 20],
    ["conversations.info", { channel: "COPS" }, 50],
    ["users.info", { user: "UADMIN" }, 100],
  ])("%s is allowed as often as its tier says, then waits", async (method, args, perMinute) => {
    const { call, advance } = openWorkspace();
    for (let count = 0; count < perMinute; count += 1) expect((await call(method, args)).status).toBe(200);
    advance(10_500);

    const refused = await call(method, args);

    expect([refused.status, refused.headers.get("retry-after"), await readObject(refused)]).toEqual([
      429,
      "50",
      { ok: false, error: "ratelimited" },
    ]);
    advance(50_000);
    expect((await call(method, args)).status).toBe(200);
  });

  it("are kept for each method by itself", async () => {
    const { call } = openWorkspace();
    for (let count = 0; count < 20; count += 1) await call("conversations.list");

    expect((await call("conversations.list")).status).toBe(429);
    expect((await call("usergroups.list")).status).toBe(200);
  });

  it("let a short burst into a channel, then one message a second, and other channels go on", async () => {
    const { call, advance } = openWorkspace();
    const post = async (channel: string) => (await call("chat.postMessage", { channel, text: "hi" })).status;
    for (let count = 0; count < 5; count += 1) expect(await post("COPS")).toBe(200);

    expect(await post("COPS")).toBe(429);
    expect(await post("#voice-ops")).toBe(429);
    expect(await post("CDEV")).toBe(200);
    advance(1_000);
    expect(await post("COPS")).toBe(200);
    expect(await post("COPS")).toBe(429);
  });

  it("end several hundred messages a minute in the whole workspace", async () => {
    const { call, advance } = openWorkspace();
    const post = (index: number) =>
      call("chat.postMessage", {
        channel: ["COPS", "CDEV", "CSHARED", "DADMIN", "DVIEWER", "DGUEST"][index % 6],
        text: "hi",
      });
    let allowed = 0;
    for (let second = 0; second < 59; second += 1) {
      for (let index = 0; index < 6; index += 1) allowed += (await post(index)).status === 200 ? 1 : 0;
      advance(1_000);
    }

    expect(allowed).toBe(300);
    advance(MINUTE);
    expect((await post(0)).status).toBe(200);
  });

  it("do not count against auth.test", async () => {
    const { call } = openWorkspace();

    for (let count = 0; count < 150; count += 1) expect((await call("auth.test")).status).toBe(200);
  });
});
