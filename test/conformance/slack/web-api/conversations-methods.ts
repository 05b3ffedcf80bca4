/** conversations.list, .info, .members, .history and .replies through the official client. */
import { expect } from "vitest";
import type { SlackOnSocket } from "../../../support/slack-on-socket.ts";
import { section } from "./message-content.ts";
import type { MethodConformance, MethodConformances } from "./method-conformance.ts";

/** A cursor that Slack has not given. */
const MADE_UP = "bm9uc2Vuc2U=";

async function postSeveral(
  { web }: SlackOnSocket,
  texts: readonly string[],
  threadTs?: string,
): Promise<string[]> {
  const stamps: string[] = [];
  for (const text of texts) {
    const { ts } = await web.chat.postMessage({
      channel: "COPS",
      text,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    });
    stamps.push(ts ?? "");
  }
  return stamps;
}

const list: MethodConformance = {
  async works({ web, slack }) {
    slack.world.archive("CDEV", true);
    const visible = await web.conversations.list({ types: "public_channel", exclude_archived: true });
    expect(visible.channels).toMatchObject([
      { id: "COPS", name: "voice-ops", is_channel: true, is_member: true, is_archived: false },
      { id: "CSHARED", name: "partner-shared", is_ext_shared: true },
    ]);
    slack.world.addChannel({
      id: "CSECRET",
      name: "secret",
      kind: "private",
      topic: "",
      isExtShared: false,
      isArchived: false,
      members: ["UADMIN", "USWITCH"],
    });
    const all = await web.conversations.list({ types: "public_channel,private_channel,mpim,im" });
    expect(all.channels?.map(({ id }) => id)).toEqual(expect.arrayContaining(["CDEV", "CSECRET", "DADMIN"]));
  },
  refuses: {
    invalid_types: ({ web }) => web.conversations.list({ types: "everything" }),
    invalid_limit: ({ web }) => web.conversations.list({ limit: 1_000 }),
    invalid_cursor: ({ web }) => web.conversations.list({ cursor: MADE_UP }),
  },
};

const info: MethodConformance = {
  async works({ web }) {
    expect(await web.conversations.info({ channel: "CSHARED", include_num_members: true })).toMatchObject({
      channel: { id: "CSHARED", is_ext_shared: true, is_shared: true, is_org_shared: false, num_members: 7 },
    });
    const plain = await web.conversations.info({ channel: "COPS" });
    expect(plain.channel).not.toHaveProperty("num_members");
    expect((await web.conversations.info({ channel: "DADMIN" })).channel).toMatchObject({
      is_im: true,
      user: "UADMIN",
    });
  },
  refuses: {
    channel_not_found: ({ web }) => web.conversations.info({ channel: "CNONE" }),
    missing_scope: ({ web, slack }) => {
      slack.world.setScopes(["channels:read"]);
      return web.conversations.info({ channel: "DADMIN" });
    },
  },
};

const members: MethodConformance = {
  async works({ web }) {
    const { members: found } = await web.conversations.members({ channel: "CDEV" });
    expect(found).toContain("UADMIN");
    expect(found).not.toContain("UGUEST");
  },
  refuses: {
    channel_not_found: ({ web }) => web.conversations.members({ channel: "CNONE" }),
    invalid_limit: ({ web }) => web.conversations.members({ channel: "COPS", limit: 1_001 }),
    invalid_cursor: ({ web }) => web.conversations.members({ channel: "COPS", cursor: MADE_UP }),
  },
};

const history: MethodConformance = {
  async works(world) {
    const { web } = world;
    const [first = "", second = "", third = ""] = await postSeveral(world, ["a", "b", "c"]);
    await postSeveral(world, ["reply"], second);
    await web.chat.postEphemeral({ channel: "COPS", user: "UVIEWER", text: "kept nowhere" });
    const texts = async (span: { oldest?: string; latest?: string; inclusive?: boolean }) =>
      (await web.conversations.history({ channel: "COPS", ...span })).messages?.map(({ text }) => text);

    expect(await texts({})).toEqual(["c", "b", "a"]);
    expect(await texts({ oldest: first, latest: third })).toEqual(["b"]);
    expect(await texts({ oldest: second, inclusive: true })).toEqual(["c", "b"]);
    const { messages } = await web.conversations.history({ channel: "COPS", latest: third, limit: 1 });
    expect(messages).toMatchObject([
      { text: "b", reply_count: 1, reply_users: ["USWITCH"], thread_ts: second },
    ]);

    await fillChannel(world);
    const kinds = await web.conversations.history({ channel: "CDEV", include_all_metadata: true });
    expect(kinds.messages).toMatchObject([
      { text: "typed", user: "UADMIN" },
      { text: "file", files: [{ name: "a.txt" }] },
      { text: "shouted", subtype: "thread_broadcast" },
      { text: "rich", blocks: [{}], attachments: [{}], metadata: { event_type: "operation" } },
      { subtype: "tombstone", reply_count: 1 },
    ]);
  },
  refuses: {
    channel_not_found: ({ web }) => web.conversations.history({ channel: "CNONE" }),
    not_in_channel: ({ web, slack }) => {
      slack.world.removeBot("COPS");
      return web.conversations.history({ channel: "COPS" });
    },
    missing_scope: ({ web, slack }) => {
      slack.world.setScopes(["channels:history"]);
      return web.conversations.history({ channel: "DADMIN" });
    },
    invalid_limit: ({ web }) => web.conversations.history({ channel: "COPS", limit: 1_000 }),
    invalid_cursor: ({ web }) => web.conversations.history({ channel: "COPS", cursor: MADE_UP }),
    invalid_ts_latest: ({ web }) => web.conversations.history({ channel: "COPS", latest: "today" }),
    invalid_ts_oldest: ({ web }) => web.conversations.history({ channel: "COPS", oldest: "yesterday" }),
  },
};

/** One message of every kind that this Slack has. */
async function fillChannel({ web, slack }: SlackOnSocket): Promise<void> {
  const { ts = "" } = await web.chat.postMessage({ channel: "CDEV", text: "plain" });
  await web.chat.postMessage({
    channel: "CDEV",
    text: "rich",
    blocks: [section],
    attachments: [{ text: "more", fallback: "more" }],
    metadata: { event_type: "operation", event_payload: { id: "op-1" } },
  });
  await web.chat.update({ channel: "CDEV", ts, text: "edited" });
  await web.chat.postMessage({ channel: "CDEV", text: "shouted", thread_ts: ts, reply_broadcast: true });
  await web.filesUploadV2({ channel_id: "CDEV", initial_comment: "file", filename: "a.txt", content: "a" });
  await slack.client.sendMessage({ user: "UADMIN", channel: "CDEV", text: "typed" });
  slack.world.deleteMessage("CDEV", ts);
}

const replies: MethodConformance = {
  async works(world) {
    const { web, slack } = world;
    const [parent = ""] = await postSeveral(world, ["parent"]);
    const [first = ""] = await postSeveral(world, ["one", "two"], parent);

    const thread = await web.conversations.replies({ channel: "COPS", ts: parent });
    expect(thread.messages).toMatchObject([
      { text: "parent", reply_count: 2, thread_ts: parent },
      { text: "one", thread_ts: parent, parent_user_id: "USWITCH" },
      { text: "two" },
    ]);
    await slack.client.sendMessage({ user: "UVIEWER", channel: "COPS", text: "three", threadTs: parent });
    const alone = await web.conversations.replies({ channel: "COPS", ts: first });
    expect(alone.messages).toMatchObject([{ text: "one" }]);
  },
  refuses: {
    channel_not_found: ({ web }) => web.conversations.replies({ channel: "CNONE", ts: "1.000001" }),
    not_in_channel: ({ web, slack }) => {
      slack.world.removeBot("COPS");
      return web.conversations.replies({ channel: "COPS", ts: "1.000001" });
    },
    thread_not_found: ({ web }) => web.conversations.replies({ channel: "COPS", ts: "1.000001" }),
    invalid_limit: async (world) => {
      const [ts = ""] = await postSeveral(world, ["parent"]);
      return world.web.conversations.replies({ channel: "COPS", ts, limit: 1_000 });
    },
    invalid_cursor: async (world) => {
      const [ts = ""] = await postSeveral(world, ["parent"]);
      return world.web.conversations.replies({ channel: "COPS", ts, cursor: MADE_UP });
    },
    invalid_ts_latest: async (world) => {
      const [ts = ""] = await postSeveral(world, ["parent"]);
      return world.web.conversations.replies({ channel: "COPS", ts, latest: "today" });
    },
    invalid_ts_oldest: async (world) => {
      const [ts = ""] = await postSeveral(world, ["parent"]);
      return world.web.conversations.replies({ channel: "COPS", ts, oldest: "yesterday" });
    },
  },
};

export const conversationsMethods: MethodConformances = {
  "conversations.list": list,
  "conversations.info": info,
  "conversations.members": members,
  "conversations.history": history,
  "conversations.replies": replies,
};
