import { describe, expect, it } from "vitest";
import { openWorkspace } from "./open-workspace.ts";

describe("the world", () => {
  it("closes the window in which messages can be edited", async () => {
    const { slack, api, advance } = openWorkspace();
    const { ts } = await api("chat.postMessage", { channel: "COPS", text: "card" });
    const update = async () => (await api("chat.update", { channel: "COPS", ts, text: "new" })).error;
    slack.world.setEditWindow(60);

    advance(59_000);
    expect(await update()).toBeUndefined();
    advance(1_000);
    expect(await update()).toBe("edit_window_closed");
    slack.world.setEditWindow(null);
    expect(await update()).toBeUndefined();
  });

  it("lets an administrator delete a message, of which a thread leaves a stump", async () => {
    const { slack, api } = openWorkspace();
    const { ts } = await api("chat.postMessage", { channel: "COPS", text: "card" });
    const reply = await api("chat.postMessage", { channel: "COPS", text: "log", thread_ts: ts });

    slack.world.deleteMessage("COPS", String(ts));
    expect(slack.messagesFor("UADMIN", "COPS")).toMatchObject([{ tombstone: true, replyCount: 1 }]);
    slack.world.deleteMessage("COPS", String(reply.ts));
    expect(slack.messagesFor("UADMIN", "COPS", String(ts))).toMatchObject([{ tombstone: true }]);
    expect(await api("chat.update", { channel: "COPS", ts, text: "x" })).toMatchObject({
      error: "message_not_found",
    });
    expect(() => slack.world.deleteMessage("COPS", "1.000001")).toThrow("no message");
  });

  it("makes a message somebody else's", async () => {
    const { slack, api } = openWorkspace();
    const { ts } = await api("chat.postMessage", { channel: "COPS", text: "card" });

    slack.world.setAuthor("COPS", String(ts), "UOTHERBOT");

    expect(slack.messagesFor("UADMIN", "COPS")).toMatchObject([{ author: "pagebot" }]);
    expect(await api("chat.update", { channel: "COPS", ts, text: "x" })).toMatchObject({
      error: "cant_update_message",
    });
    expect(await api("conversations.history", { channel: "COPS" })).toMatchObject({
      messages: [{ bot_id: "BOTHERBOT" }],
    });
  });

  it("takes the token away and gives it back", async () => {
    const { slack, api } = openWorkspace();

    slack.world.revokeToken();
    expect(await api("auth.test")).toMatchObject({ error: "token_revoked" });
    slack.world.restoreToken();
    expect(await api("auth.test")).toMatchObject({ ok: true });
  });

  it("changes who is in a user group, one by one", async () => {
    const { slack, api } = openWorkspace();
    const leads = async () => (await api("usergroups.users.list", { usergroup: "SLEADS" })).users;

    slack.world.removeFromGroup("SLEADS", "ULEAD");
    expect(await leads()).toEqual(["UADMIN"]);
    slack.world.addToGroup("SLEADS", "UVIEWER");
    slack.world.addToGroup("SLEADS", "UVIEWER");
    expect(await leads()).toEqual(["UADMIN", "UVIEWER"]);
    expect(() => slack.world.addToGroup("SLEADS", "UNOBODY")).toThrow("nobody");
    expect(() => slack.world.addToGroup("SNONE", "ULEAD")).toThrow("no user group");
  });

  it("brings somebody new: a full member, or of another team a stranger", async () => {
    const { slack, api } = openWorkspace();
    slack.world.addPerson({ id: "UNEW", name: "new" }, ["COPS"]);
    slack.world.addPerson({ id: "USTRANGER", name: "carol", teamId: "TPARTNER" }, ["CSHARED"]);

    const { user: member } = await api("users.info", { user: "UNEW" });
    expect(member).toMatchObject({ is_bot: false, is_restricted: false, deleted: false, real_name: "new" });
    expect(member).not.toHaveProperty("is_stranger");
    expect(await api("users.info", { user: "USTRANGER" })).toMatchObject({
      user: { is_stranger: true, team_id: "TPARTNER" },
    });
    expect(await api("conversations.members", { channel: "CSHARED" })).toMatchObject({
      members: expect.arrayContaining(["USTRANGER"]),
    });
  });

  it("counts the calls that were too many, by method, and no injected ones", async () => {
    const { slack, api, call } = openWorkspace();
    expect(slack.world.rateLimited()).toEqual({});
    slack.faults.inject({ match: "users.list", fault: { kind: "status", status: 429 }, times: 1 });
    expect((await call("users.list")).status).toBe(429);

    for (let post = 0; post < 7; post += 1) await api("chat.postMessage", { channel: "COPS", text: "x" });
    for (let count = 0; count < 21; count += 1) await api("usergroups.list");

    expect(slack.world.rateLimited()).toEqual({ "chat.postMessage": 2, "usergroups.list": 1 });
  });

  it("counts what is sent to a person and to their direct conversation together", async () => {
    const { api } = openWorkspace();
    const post = async (channel: string) => (await api("chat.postMessage", { channel, text: "x" })).error;

    for (let count = 0; count < 4; count += 1) expect(await post("ULEAD")).toBeUndefined();
    expect(await post("DLEAD")).toBeUndefined();
    expect(await post("ULEAD")).toBe("ratelimited");
  });
});
