import { describe, expect, it, vi } from "vitest";
import { START } from "../sim-slack/open-workspace.ts";
import { methodsOf, openClient, SLACK_URL } from "./open-client.ts";

const view = { text: "Rolling back.", blocks: [] };
const card = { channelId: "COPS" };
const refused = (method: string, error: string, channelId: string | null = "COPS") => ({
  ok: false,
  failure: { kind: "slack-refused", method, error, channelId },
});
const unavailable = (method: string, retryAfterMs: number | null = null) => ({
  ok: false,
  failure: { kind: "slack-unavailable", method, retryAfterMs },
});

describe("post", () => {
  it("writes the key into the message's metadata and gives its ts", async () => {
    const { client, api } = openClient();

    const posted = await client.post(card, view, "OP1");

    const history = await api("conversations.history", { channel: "COPS", include_all_metadata: true });
    expect(history.messages).toMatchObject([
      {
        ts: posted.ok && posted.value,
        metadata: { event_type: "switchboard_operation", event_payload: { operation_id: "OP1" } },
      },
    ]);
  });

  it("writes to a person in the direct conversation", async () => {
    const { client, slack } = openClient();

    await client.post({ channelId: "ULEAD" }, view);

    expect(slack.messagesFor("ULEAD", "DLEAD")).toMatchObject([{ text: "Rolling back." }]);
  });

  it("sends the classic blocks where the newer ones are refused", async () => {
    const { client, slack, sent } = openClient();
    slack.world.refuseBlocks(["alert"]);
    const block = (text: string) => ({ type: "section" as const, text: { type: "mrkdwn" as const, text } });
    const alert = { type: "alert" as const, text: { type: "plain_text" as const, text: "new" } };

    const posted = await client.post(card, { text: "x", blocks: [alert], fallbackBlocks: [block("old")] });

    expect(posted.ok).toBe(true);
    expect(sent).toHaveLength(2);
    expect(slack.messagesFor("UADMIN", "COPS")[0]?.blocks).toMatchObject([{ text: { text: "old" } }]);
  });
});

describe("failures", () => {
  it("carry Slack's own code", async () => {
    const { client, slack } = openClient();
    const { world } = slack;
    const posted = await client.post(card, view);
    const ts = posted.ok ? posted.value : "";

    world.setEditWindow(0);
    expect(await client.update("COPS", ts, view)).toEqual(refused("chat.update", "edit_window_closed"));
    world.setAuthor("COPS", ts, "UOTHERBOT");
    expect(await client.update("COPS", ts, view)).toEqual(refused("chat.update", "cant_update_message"));
    world.deleteMessage("COPS", ts);
    expect(await client.update("COPS", ts, view)).toEqual(refused("chat.update", "message_not_found"));
    world.removeBot("COPS");
    expect(await client.post(card, view)).toEqual(refused("chat.postMessage", "not_in_channel"));
    world.archive("COPS", true);
    expect(await client.post(card, view)).toEqual(refused("chat.postMessage", "is_archived"));
    world.revokeToken();
    expect(await client.post(card, view)).toEqual(refused("chat.postMessage", "token_revoked"));
    world.restoreToken();
    expect((await client.post({ channelId: "CDEV" }, view)).ok).toBe(true);
  });

  it("say how long Slack asks to wait", async () => {
    const { client, slack } = openClient();
    for (let post = 0; post < 5; post += 1) await client.post(card, view);

    expect(await client.post(card, view)).toEqual(unavailable("chat.postMessage", 1_000));
    slack.faults.inject({
      match: "chat.postMessage",
      fault: { kind: "status", status: 429, retryAfterS: 30 },
      times: 1,
    });
    expect(await client.post(card, view)).toEqual(unavailable("chat.postMessage", 30_000));
    slack.faults.inject({ match: "chat.postMessage", fault: { kind: "status", status: 429 }, times: 1 });
    expect(await client.post(card, view)).toEqual(unavailable("chat.postMessage"));
    expect(slack.world.rateLimited()).toEqual({ "chat.postMessage": 1 });
  });

  it.each([
    { kind: "status", status: 503 },
    { kind: "cut", when: "response" },
    { kind: "garbage" },
    { kind: "wrong-json" },
  ] as const)("are Slack being out of reach for $kind", async (fault) => {
    const { client, slack } = openClient();
    slack.faults.inject({ match: "/api/", fault });

    expect(await client.post(card, view)).toEqual(unavailable("chat.postMessage"));
    expect(await client.findMessage(card, "OP1", START)).toEqual(unavailable("conversations.history"));
    expect(await client.readChannel("COPS")).toEqual(unavailable("conversations.info"));
    expect(await client.readChannelMembers("COPS")).toEqual(unavailable("conversations.members"));
    expect(await client.readPermalink("COPS", "1.000001")).toEqual(unavailable("chat.getPermalink"));
  });

  it("end a call that Slack never answers", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const { client, slack } = openClient();
      slack.faults.inject({ match: "chat.postMessage", fault: { kind: "hang" } });

      const posting = client.post(card, view);
      await vi.advanceTimersByTimeAsync(8_000);

      expect(await posting).toEqual(unavailable("chat.postMessage"));
    } finally {
      vi.useRealTimers();
    }
  });

  it.each(["internal_error", "fatal_error", "service_unavailable", "ratelimited", "request_timeout"])(
    "are no refusal when Slack says %s, which passes",
    async (error) => {
      const { client } = openClient(() => Response.json({ ok: false, error }));

      expect(await client.post(card, view)).toEqual(unavailable("chat.postMessage"));
    },
  );

  it("quote nothing of an answer that is no code of Slack's", async () => {
    const { client } = openClient(() => Response.json({ ok: false, error: "Sorry, xoxb-local is wrong" }));

    expect(await client.post(card, view)).toEqual(unavailable("chat.postMessage"));
  });
});

describe("readPermalink", () => {
  it("gives the address of a message", async () => {
    const { client } = openClient();
    const posted = await client.post(card, view);
    const ts = posted.ok ? posted.value : "";

    expect(await client.readPermalink("COPS", ts)).toEqual({
      ok: true,
      value: `https://switchboard-team.slack.com/archives/COPS/p${ts.replace(".", "")}`,
    });
    expect(await client.readPermalink("COPS", "1.000001")).toEqual(
      refused("chat.getPermalink", "message_not_found"),
    );
  });
});

describe("openModal", () => {
  const modal = {
    type: "modal" as const,
    title: { type: "plain_text" as const, text: "Reject" },
    blocks: [{ type: "divider" as const }],
  };

  it("opens a modal for who gave the trigger, once and within three seconds", async () => {
    const { client, slack, received, advance } = openClient();
    const trigger = async () => {
      await slack.client.runCommand({ user: "ULEAD", channel: "COPS", text: "/agent" });
      return new URLSearchParams(received.at(-1)?.body).get("trigger_id") ?? "";
    };
    const first = await trigger();

    expect(await client.openModal(first, modal)).toEqual({ ok: true, value: expect.stringMatching(/^V/) });
    expect(slack.viewsFor("ULEAD").modals).toMatchObject([{ title: { text: "Reject" } }]);
    expect(await client.openModal(first, modal)).toEqual(refused("views.open", "exchanged_trigger_id", null));
    const late = await trigger();
    advance(3_001);
    expect(await client.openModal(late, modal)).toEqual(refused("views.open", "expired_trigger_id", null));
  });
});

describe("uploadFile", () => {
  const file = {
    name: "audit.csv",
    title: "Audit log",
    bytes: new TextEncoder().encode("seq,who\n1,Zoë\n"),
    comment: "1 entry.",
  };

  it("brings a file into a thread, without showing the token to the upload's address", async () => {
    const { client, slack, sent } = openClient();
    const posted = await client.post(card, view);
    const threadTs = posted.ok ? posted.value : "";

    expect(await client.uploadFile({ channelId: "COPS", threadTs }, file)).toEqual({
      ok: true,
      value: undefined,
    });

    const [, message] = slack.messagesFor("UVIEWER", "COPS", threadTs);
    expect(message).toMatchObject({
      text: "1 entry.",
      threadTs,
      files: [{ name: "audit.csv", title: "Audit log" }],
    });
    expect(slack.world.readFile(message?.files[0]?.id ?? "")).toBe("seq,who\n1,Zoë\n");
    const upload = sent.find(({ url }) => url.includes("/upload/"));
    expect(upload?.headers.get("authorization")).toBeNull();
    expect(JSON.stringify([upload?.url, ...(upload?.headers ?? [])])).not.toContain("xoxb");
  });

  it("says why Slack does not take it, and shows nothing", async () => {
    const { client, slack } = openClient();
    slack.world.removeBot("CDEV");
    slack.world.archive("CSHARED", true);

    expect(await client.uploadFile({ channelId: "CDEV" }, file)).toEqual(
      refused("files.completeUploadExternal", "not_in_channel", "CDEV"),
    );
    expect(await client.uploadFile({ channelId: "CSHARED" }, file)).toEqual(
      refused("files.completeUploadExternal", "is_archived", "CSHARED"),
    );
    slack.world.setScopes(["chat:write"]);
    expect(await client.uploadFile(card, file)).toEqual(
      refused("files.getUploadURLExternal", "missing_scope"),
    );
    expect(slack.snapshot().messages).toEqual([]);
  });

  it("does not finish an upload whose bytes did not arrive", async () => {
    const { client, slack, sent } = openClient();
    slack.faults.inject({ match: "/upload/", fault: { kind: "status", status: 500 }, times: 1 });

    expect(await client.uploadFile(card, file)).toEqual(unavailable("files.upload"));
    slack.faults.inject({ match: "/upload/", fault: { kind: "cut", when: "request" }, times: 1 });
    expect(await client.uploadFile(card, file)).toEqual(unavailable("files.upload"));
    expect(methodsOf(sent)).not.toContain("files.completeUploadExternal");
  });

  it.each([
    ["https://files.slack.com/upload/v1/abc", true],
    [`${SLACK_URL}/upload/v1/abc`, true],
    ["http://files.slack.com/upload/v1/abc", false],
    ["http://localhost:8792/upload/v1/abc", false],
    ["ftp://files.slack.com/abc", false],
    ["no address", false],
  ])("sends a file to %s: %s", async (upload_url, isSent) => {
    const { client, sent } = openClient(({ url }) =>
      url.startsWith(`${SLACK_URL}/api/`)
        ? Response.json({ ok: true, upload_url, file_id: "F1" })
        : new Response("OK - 14"),
    );

    const uploaded = await client.uploadFile(card, file);

    expect(sent.filter(({ url }) => !url.startsWith(`${SLACK_URL}/api/`)).map(({ url }) => url)).toEqual(
      isSent ? [upload_url] : [],
    );
    expect(uploaded).toEqual(
      isSent ? { ok: true, value: undefined } : unavailable("files.getUploadURLExternal"),
    );
  });
});

describe("readChannel", () => {
  it("tells channels from direct conversations, and what is shared or archived", async () => {
    const { client, slack } = openClient();
    const plain = { isShared: false, isArchived: false, isDirect: false };

    expect(await client.readChannel("COPS")).toEqual({ ok: true, value: plain });
    expect(await client.readChannel("CSHARED")).toEqual({ ok: true, value: { ...plain, isShared: true } });
    expect(await client.readChannel("DADMIN")).toEqual({ ok: true, value: { ...plain, isDirect: true } });
    slack.world.archive("COPS", true);
    expect(await client.readChannel("COPS")).toEqual({ ok: true, value: { ...plain, isArchived: true } });
    expect(await client.readChannel("CNONE")).toEqual(
      refused("conversations.info", "channel_not_found", "CNONE"),
    );
  });

  it.each([
    [{ is_pending_ext_shared: true }, true],
    [{ is_shared: true }, true],
    [{ is_shared: true, is_org_shared: true }, false],
    [{ is_shared: true, is_org_shared: true, is_ext_shared: true }, true],
  ])("takes %o for shared with another company: %s", async (flags, isShared) => {
    const { client } = openClient(() => Response.json({ ok: true, channel: { id: "C1", ...flags } }));

    expect(await client.readChannel("C1")).toMatchObject({ value: { isShared } });
  });
});

describe("readChannelMembers", () => {
  /** A channel with this many people, on pages of the size that Slack likes. */
  function openCrowd(count: number, pageSize: number) {
    let next = 0;
    return openClient(() => {
      const members = Array.from(
        { length: Math.min(pageSize, count - next) },
        (_, index) => `U${next + index}`,
      );
      next += members.length;
      return Response.json({
        ok: true,
        members,
        response_metadata: { next_cursor: next < count ? "more" : "" },
      });
    });
  }

  it("reads on until there are no more", async () => {
    const { client, slack } = openClient();
    for (let index = 0; index < 300; index += 1)
      slack.world.addPerson({ id: `U${index}`, name: `person-${index}` }, ["CDEV"]);

    const members = await client.readChannelMembers("CDEV");

    expect(members.ok && members.value).toHaveLength(307);
    expect(members.ok && members.value).toContain("U299");
  });

  it.each([
    [1_000, 200, true],
    [1_001, 200, false],
    [1_001, 1_001, false],
    [500, 40, false],
  ])("gives all of %i people on pages of %i, or nothing: %s", async (count, pageSize, isWhole) => {
    const { client } = openCrowd(count, pageSize);

    const members = await client.readChannelMembers("CBIG");

    if (isWhole) expect(members.ok && members.value).toHaveLength(count);
    else expect(members).toEqual(refused("conversations.members", "too_many_members", "CBIG"));
  });
});
