/** chat.postMessage, .update, .delete and .getPermalink through the official client. */
import { expect } from "vitest";
import type { SlackOnSocket } from "../../../support/slack-on-socket.ts";
import { contentRefusals, metadataRefusals, section } from "./message-content.ts";
import type { MethodConformance, MethodConformances } from "./method-conformance.ts";

const metadata = { event_type: "operation", event_payload: { id: "op-1" } };

async function post({ web }: SlackOnSocket, text = "card"): Promise<string> {
  const { ts } = await web.chat.postMessage({ channel: "COPS", text });
  return ts ?? "";
}

/** The address of a message that is not there. */
const nowhere = { channel: "COPS", ts: "1.000001" };

const postMessage: MethodConformance = {
  async works({ web, slack }) {
    const parent = await web.chat.postMessage({
      channel: "COPS",
      text: "It runs.",
      blocks: [section],
      metadata,
    });
    expect(parent).toMatchObject({
      channel: "COPS",
      message: { type: "message", user: "USWITCH", bot_id: "BSWITCH", text: "It runs.", metadata },
    });
    await web.chat.postMessage({
      channel: "#voice-ops",
      text: "Done.",
      thread_ts: parent.ts ?? "",
      reply_broadcast: true,
    });
    const direct = await web.chat.postMessage({ channel: "UADMIN", text: "For you." });

    expect(direct.channel).toBe("DADMIN");
    expect(slack.messagesFor("UVIEWER", "COPS")).toMatchObject([{ text: "It runs." }, { text: "Done." }]);
    expect(slack.messagesFor("UADMIN", "DADMIN")).toMatchObject([{ text: "For you." }]);
  },
  refuses: {
    channel_not_found: ({ web }) => web.chat.postMessage({ channel: "CNONE", text: "x" }),
    not_in_channel: ({ web, slack }) => {
      slack.world.removeBot("COPS");
      return web.chat.postMessage({ channel: "COPS", text: "x" });
    },
    is_archived: ({ web, slack }) => {
      slack.world.archive("COPS", true);
      return web.chat.postMessage({ channel: "COPS", text: "x" });
    },
    cannot_reply_to_message: ({ web }) =>
      web.chat.postMessage({ channel: "COPS", text: "x", thread_ts: "1.000001" }),
    ...contentRefusals(({ web }, content) =>
      web.apiCall("chat.postMessage", { channel: "COPS", ...content }),
    ),
    ...metadataRefusals(({ web }, content) =>
      web.apiCall("chat.postMessage", { channel: "COPS", ...content }),
    ),
  },
};

const postEphemeral: MethodConformance = {
  async works({ web, slack }) {
    const { message_ts } = await web.chat.postEphemeral({
      channel: "COPS",
      user: "UVIEWER",
      text: "For you.",
    });

    expect(slack.messagesFor("UVIEWER", "COPS")).toMatchObject([{ ts: message_ts, ephemeral: true }]);
    expect(slack.messagesFor("UADMIN", "COPS")).toEqual([]);
  },
  refuses: {
    channel_not_found: ({ web }) => web.chat.postEphemeral({ channel: "CNONE", user: "UVIEWER", text: "x" }),
    user_not_in_channel: ({ web }) => web.chat.postEphemeral({ channel: "CDEV", user: "UGUEST", text: "x" }),
    not_in_channel: ({ web, slack }) => {
      slack.world.removeBot("COPS");
      return web.chat.postEphemeral({ channel: "COPS", user: "UVIEWER", text: "x" });
    },
    is_archived: ({ web, slack }) => {
      slack.world.archive("COPS", true);
      return web.chat.postEphemeral({ channel: "COPS", user: "UVIEWER", text: "x" });
    },
    cannot_reply_to_message: ({ web }) =>
      web.chat.postEphemeral({ channel: "COPS", user: "UVIEWER", text: "x", thread_ts: "1.000001" }),
    ...contentRefusals(({ web }, content) =>
      web.apiCall("chat.postEphemeral", { channel: "COPS", user: "UVIEWER", ...content }),
    ),
  },
};

const update: MethodConformance = {
  async works(world) {
    const { web, slack } = world;
    const { ts = "" } = await web.chat.postMessage({ channel: "COPS", text: "It runs.", metadata });
    await web.chat.postMessage({ channel: "COPS", text: "log", thread_ts: ts });

    const shown = await web.chat.update({ channel: "COPS", ts, text: "It stopped.", blocks: [section] });
    expect(shown).toMatchObject({ channel: "COPS", ts, text: "It stopped.", message: { metadata } });
    for (const absent of ["edited", "ts", "thread_ts"]) expect(shown.message).not.toHaveProperty(absent);
    const plain = await web.chat.update({ channel: "COPS", ts, text: "It stopped for good." });

    expect(plain.message).toMatchObject({ edited: { user: "USWITCH" }, metadata });
    expect(plain.message).not.toHaveProperty("blocks");
    expect(slack.messagesFor("UVIEWER", "COPS")).toMatchObject([{ ts, text: "It stopped for good." }]);
  },
  refuses: {
    channel_not_found: ({ web }) => web.chat.update({ ...nowhere, channel: "CNONE", text: "x" }),
    message_not_found: ({ web }) => web.chat.update({ ...nowhere, text: "x" }),
    cant_update_message: async (world) => {
      const ts = await post(world);
      world.slack.world.setAuthor("COPS", ts, "UOTHERBOT");
      return world.web.chat.update({ channel: "COPS", ts, text: "x" });
    },
    edit_window_closed: async (world) => {
      const ts = await post(world);
      world.slack.world.setEditWindow(60);
      world.advance(61_000);
      return world.web.chat.update({ channel: "COPS", ts, text: "x" });
    },
    is_inactive: async (world) => {
      const ts = await post(world);
      world.slack.world.archive("COPS", true);
      return world.web.chat.update({ channel: "COPS", ts, text: "x" });
    },
    msg_too_long: async (world) =>
      world.web.chat.update({ channel: "COPS", ts: await post(world), text: "x".repeat(4_001) }),
    ...contentRefusals(async (world, content) =>
      world.web.apiCall("chat.update", { channel: "COPS", ts: await post(world), ...content }),
    ),
    ...metadataRefusals(async (world, content) =>
      world.web.apiCall("chat.update", { channel: "COPS", ts: await post(world), ...content }),
    ),
  },
};

const remove: MethodConformance = {
  async works(world) {
    const { web, slack } = world;
    const ts = await post(world);
    expect(await web.chat.delete({ channel: "COPS", ts })).toMatchObject({ channel: "COPS", ts });
    expect(slack.messagesFor("UVIEWER", "COPS")).toEqual([]);
  },
  refuses: {
    channel_not_found: ({ web }) => web.chat.delete({ ...nowhere, channel: "CNONE" }),
    message_not_found: ({ web }) => web.chat.delete(nowhere),
    cant_delete_message: async (world) => {
      const ts = await post(world);
      world.slack.world.setAuthor("COPS", ts, "UOTHERBOT");
      return world.web.chat.delete({ channel: "COPS", ts });
    },
    is_archived: async (world) => {
      const ts = await post(world);
      world.slack.world.archive("COPS", true);
      return world.web.chat.delete({ channel: "COPS", ts });
    },
  },
};

const getPermalink: MethodConformance = {
  async works(world) {
    const { web } = world;
    const ts = await post(world);
    const { ts: reply = "" } = await web.chat.postMessage({ channel: "COPS", text: "log", thread_ts: ts });
    const address = (stamp: string) =>
      `https://switchboard-team.slack.com/archives/COPS/p${stamp.replace(".", "")}`;

    expect(await web.chat.getPermalink({ channel: "COPS", message_ts: ts })).toMatchObject({
      channel: "COPS",
      permalink: address(ts),
    });
    expect((await web.chat.getPermalink({ channel: "COPS", message_ts: reply })).permalink).toBe(
      `${address(reply)}?thread_ts=${ts}&cid=COPS`,
    );
  },
  refuses: {
    channel_not_found: ({ web }) => web.chat.getPermalink({ channel: "CNONE", message_ts: "1.000001" }),
    message_not_found: ({ web }) => web.chat.getPermalink({ channel: "COPS", message_ts: "1.000001" }),
  },
};

export const chatMethods: MethodConformances = {
  "chat.postMessage": postMessage,
  "chat.postEphemeral": postEphemeral,
  "chat.update": update,
  "chat.delete": remove,
  "chat.getPermalink": getPermalink,
};
