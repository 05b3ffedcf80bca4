import { describe, expect, it } from "vitest";
import { openWorkspace, readObject } from "./open-workspace.ts";

const FORM = "application/x-www-form-urlencoded";

function post(body: string, headers: Record<string, string>, method = "auth.test"): Request {
  return new Request(`http://localhost:8791/api/${method}`, { method: "POST", body, headers });
}

describe("the Web API", () => {
  it.each<[string, string, Record<string, string>, unknown]>([
    ["a token in the header", "", { authorization: "Bearer xoxb-local", "content-type": FORM }, true],
    ["a token in the form", "token=xoxb-local", { "content-type": FORM }, true],
    ["no token", "", { "content-type": FORM }, "not_authed"],
    ["a wrong token", "token=xoxb-other", { "content-type": FORM }, "invalid_auth"],
    ["a token inside JSON", '{"token":"xoxb-local"}', { "content-type": "application/json" }, "not_authed"],
    ["broken JSON", "{", { "content-type": "application/json" }, "invalid_json"],
    ["JSON that is a list", "[]", { "content-type": "application/json; charset=utf-8" }, "invalid_json"],
    ["another content type", "<a/>", { "content-type": "text/xml" }, "invalid_post_type"],
  ])("answers %s", async (_, body, headers, answer) => {
    const { slack } = openWorkspace();

    const { ok, error } = await readObject(await slack.fetch(post(body, headers)));

    expect(error ?? ok).toBe(answer);
  });

  it("refuses an unknown method before it looks at the token", async () => {
    const { slack } = openWorkspace();

    expect(
      await readObject(await slack.fetch(post("", { "content-type": FORM }, "chat.postMesage"))),
    ).toEqual({
      ok: false,
      error: "unknown_method",
      req_method: "chat.postMesage",
    });
  });

  it("answers an unknown route with 404", async () => {
    const { slack } = openWorkspace();

    expect((await slack.fetch(new Request("http://localhost:8791/apis/auth.test"))).status).toBe(404);
  });

  it("names the scope that is needed and those that there are", async () => {
    const { slack, call } = openWorkspace();
    slack.world.setScopes(["chat:write", "channels:read"]);

    const response = await call("users.info", { user: "UADMIN" });

    expect(response.headers.get("x-oauth-scopes")).toBe("chat:write,channels:read");
    expect(response.headers.get("x-accepted-oauth-scopes")).toBe("users:read");
    expect(await readObject(response)).toEqual({
      ok: false,
      error: "missing_scope",
      needed: "users:read",
      provided: "chat:write,channels:read",
    });
  });

  it("asks for the scope of the kind of conversation", async () => {
    const { slack, api } = openWorkspace();
    slack.world.setScopes(["channels:read", "channels:history"]);

    expect(await api("conversations.info", { channel: "COPS" })).toMatchObject({ ok: true });
    expect(await api("conversations.info", { channel: "DADMIN" })).toMatchObject({ needed: "im:read" });
    expect(await api("conversations.list", { types: "public_channel,im" })).toMatchObject({
      needed: "im:read",
    });
    expect(await api("conversations.history", { channel: "DADMIN" })).toMatchObject({ needed: "im:history" });
  });

  it("refuses a revoked token", async () => {
    const { slack, api } = openWorkspace();
    slack.world.revokeToken();

    expect(await api("auth.test")).toMatchObject({ error: "token_revoked" });
  });

  it("names a missing argument", async () => {
    const { api } = openWorkspace();

    expect(await api("conversations.info")).toMatchObject({
      error: "invalid_arguments",
      response_metadata: { messages: ["[ERROR] missing required field: channel"] },
    });
  });

  it("hides private channels that the bot is not in", async () => {
    const { slack, api } = openWorkspace();
    const secret = { id: "CSECRET", name: "secret", kind: "private" as const, topic: "" };
    slack.world.addChannel({ ...secret, isExtShared: false, isArchived: false, members: ["UADMIN"] });

    expect(await api("conversations.info", { channel: "CSECRET" })).toMatchObject({
      error: "channel_not_found",
    });
    slack.world.inviteBot("CSECRET");
    expect(await api("conversations.info", { channel: "CSECRET" })).toMatchObject({
      channel: { is_private: true, is_member: true },
    });
  });

  it("reads history only where the bot is", async () => {
    const { slack, api } = openWorkspace();
    slack.world.removeBot("COPS");

    expect(await api("conversations.history", { channel: "COPS" })).toMatchObject({
      error: "not_in_channel",
    });
  });

  it("tells guests, strangers and the deactivated apart", async () => {
    const { slack, api } = openWorkspace();
    const [admin] = slack.snapshot().people;
    if (!admin) throw new Error("nobody is there");
    slack.world.addPerson({ ...admin, id: "UPARTNER", name: "partner", teamId: "TPARTNER" }, ["CSHARED"]);
    slack.world.setGuest("UVIEWER", "single");
    slack.world.setDeactivated("UOPERATOR", true);
    const user = async (id: string) => (await api("users.info", { user: id })).user;

    expect(await user("UADMIN")).toMatchObject({ is_admin: true, is_restricted: false, deleted: false });
    expect(await user("UGUEST")).toMatchObject({ is_restricted: true, is_ultra_restricted: false });
    expect(await user("UVIEWER")).toMatchObject({ is_restricted: true, is_ultra_restricted: true });
    expect(await user("UPARTNER")).toMatchObject({ is_stranger: true, team_id: "TPARTNER" });
    expect(await user("UOPERATOR")).toMatchObject({ deleted: true });
    expect(await user("UOTHERBOT")).toMatchObject({ is_bot: true });
  });

  it("pages through lists by cursor and refuses a made-up one", async () => {
    const { api } = openWorkspace();
    const seen: unknown[] = [];
    let cursor: unknown = "";
    do {
      const page = await api("conversations.members", { channel: "COPS", limit: 3, cursor });
      seen.push(...(Array.isArray(page.members) ? page.members : []));
      cursor = Object(page.response_metadata).next_cursor;
    } while (cursor);

    expect(seen).toEqual([
      "UADMIN",
      "UAPPROVER",
      "UOPERATOR",
      "UVIEWER",
      "ULEAD",
      "UGUEST",
      "USWITCH",
      "UOTHERBOT",
    ]);
    expect(await api("users.list", { cursor: "bm9uc2Vuc2U=" })).toMatchObject({ error: "invalid_cursor" });
    expect(await api("users.list", { limit: 1_001 })).toMatchObject({ error: "invalid_limit" });
  });
});
