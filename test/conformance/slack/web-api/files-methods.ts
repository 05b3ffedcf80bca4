/** files.getUploadURLExternal and files.completeUploadExternal, one by one and as the official client strings them together. */
import { expect } from "vitest";
import type { SlackOnSocket } from "../../../support/slack-on-socket.ts";
import type { MethodConformances } from "./method-conformance.ts";

async function upload({ web }: SlackOnSocket, text = "line 1\n"): Promise<string> {
  const ticket = await web.files.getUploadURLExternal({
    filename: "log.txt",
    length: Buffer.byteLength(text),
  });
  const sent = await fetch(ticket.upload_url ?? "", { method: "POST", body: text });
  expect(sent.status).toBe(200);
  return ticket.file_id ?? "";
}

async function share(
  world: SlackOnSocket,
  place: { channel_id: string; thread_ts?: string },
): Promise<unknown> {
  return await world.web.apiCall("files.completeUploadExternal", {
    files: [{ id: await upload(world) }],
    ...place,
  });
}

export const filesMethods: MethodConformances = {
  "files.getUploadURLExternal": {
    async works(world) {
      const id = await upload(world, "grüße\n");
      expect(id).toMatch(/^F/);
      expect(world.slack.world.readFile(id)).toBe("grüße\n");
      const early = await world.web.files.getUploadURLExternal({ filename: "log.txt", length: 10 });
      const short = await fetch(early.upload_url ?? "", { method: "POST", body: "too short" });
      expect(short.status).toBe(400);
    },
    refuses: {
      // In Slack's own words for an empty file.
      missing_argument: ({ web }) => web.files.getUploadURLExternal({ filename: "log.txt", length: 0 }),
      // Documented as alt_txt; the client declares it as alt_text.
      alt_txt_too_large: ({ web }) =>
        web.apiCall("files.getUploadURLExternal", {
          filename: "plot.png",
          length: 1,
          alt_txt: "x".repeat(1_001),
        }),
      snippet_too_large: ({ web }) =>
        web.files.getUploadURLExternal({ filename: "a.py", length: 1024 * 1024 + 1, snippet_type: "python" }),
    },
  },
  "files.completeUploadExternal": {
    async works({ web, slack }) {
      const { ts = "" } = await web.chat.postMessage({ channel: "COPS", text: "card" });
      const uploaded = await web.filesUploadV2({
        channel_id: "COPS",
        thread_ts: ts,
        initial_comment: "The log.",
        file_uploads: [
          { filename: "log.txt", title: "Log", file: Buffer.from("line 1\nline 2 – ü\n") },
          { filename: "audit.csv", content: "a,b\n" },
        ],
      });

      expect(uploaded).toMatchObject({ ok: true, files: [{ ok: true, files: [{ title: "Log" }, {}] }] });
      const [, message] = slack.messagesFor("UVIEWER", "COPS", ts);
      expect(message).toMatchObject({ text: "The log.", threadTs: ts });
      expect(message?.files.map(({ id }) => slack.world.readFile(id))).toEqual([
        "line 1\nline 2 – ü\n",
        "a,b\n",
      ]);
    },
    refuses: {
      file_not_found: ({ web }) => web.files.completeUploadExternal({ files: [{ id: "FNONE" }] }),
      channel_not_found: (world) => share(world, { channel_id: "CNONE" }),
      not_in_channel: (world) => {
        world.slack.world.removeBot("COPS");
        return share(world, { channel_id: "COPS" });
      },
      is_archived: (world) => {
        world.slack.world.archive("COPS", true);
        return share(world, { channel_id: "COPS" });
      },
      cannot_reply_to_message: (world) => share(world, { channel_id: "COPS", thread_ts: "1.000001" }),
      invalid_arguments: ({ web }) => web.apiCall("files.completeUploadExternal", { files: "no list" }),
    },
  },
};
