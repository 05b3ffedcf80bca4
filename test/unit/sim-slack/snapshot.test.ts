import { describe, expect, it, vi } from "vitest";
import { fieldOf, openWorkspace } from "./open-workspace.ts";

describe("snapshot and restore", () => {
  it("carry everything over to another workspace through JSON", async () => {
    const first = openWorkspace();
    await first.slack.client.runCommand({ user: "UADMIN", channel: "COPS", text: "/agent" });
    const url = fieldOf(first.received[0], "response_url");
    await first.respond(url, { text: "for you" });
    const { ts } = await first.api("chat.postMessage", { channel: "COPS", text: "card" });
    first.slack.world.setGroupMembers("SONCALL", ["UVIEWER"]);

    const second = openWorkspace();
    second.slack.restore(JSON.parse(JSON.stringify(first.slack.snapshot())));

    expect(second.slack.messagesFor("UADMIN", "COPS")).toEqual(first.slack.messagesFor("UADMIN", "COPS"));
    expect(await second.api("usergroups.users.list", { usergroup: "SONCALL" })).toMatchObject({
      users: ["UVIEWER"],
    });
    expect(await second.api("chat.update", { channel: "COPS", ts, text: "new" })).toMatchObject({ ok: true });
    for (let use = 2; use <= 5; use += 1) expect((await second.respond(url, { text: "x" })).status).toBe(200);
    expect((await second.respond(url, { text: "x" })).status).toBe(404);
  });

  it("give new messages new timestamps after a restart with a clock that stands still", async () => {
    const { slack, api } = openWorkspace();
    const before = await api("chat.postMessage", { channel: "COPS", text: "a" });
    slack.restore(slack.snapshot());

    const after = await api("chat.postMessage", { channel: "COPS", text: "b" });

    expect(Number(after.ts)).toBeGreaterThan(Number(before.ts));
  });

  it("hold no credentials", () => {
    const { slack } = openWorkspace();

    expect(JSON.stringify(slack.snapshot())).not.toMatch(/switchboard-local"|xoxb-local/);
  });

  it("are not the live state", async () => {
    const { slack, api } = openWorkspace();
    const snapshot = slack.snapshot();

    await api("chat.postMessage", { channel: "COPS", text: "later" });

    expect(snapshot.messages).toEqual([]);
  });

  it("refuse what is no snapshot and keep what was", () => {
    const { slack } = openWorkspace();

    expect(() => slack.restore({ people: "none" })).toThrow();
    expect(slack.snapshot().people).toHaveLength(8);
  });
});

describe("subscribe", () => {
  it("calls the listener after each change until told to stop", async () => {
    const { slack, api } = openWorkspace();
    const seen = vi.fn(() => slack.messagesFor("UADMIN", "COPS").length);
    const stop = slack.subscribe(seen);

    await api("chat.postMessage", { channel: "COPS", text: "a" });
    expect(seen).toHaveLastReturnedWith(1);
    slack.world.setGuest("UVIEWER", "multi");
    const calls = seen.mock.calls.length;
    stop();
    await api("chat.postMessage", { channel: "COPS", text: "b" });

    expect(calls).toBeGreaterThanOrEqual(2);
    expect(seen).toHaveBeenCalledTimes(calls);
  });
});
