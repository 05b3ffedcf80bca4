import { describe, expect, it } from "vitest";
import { createPageApi } from "../../../sim/world/page-api.ts";
import { openWorkspace } from "../sim-slack/open-workspace.ts";
import { readScene } from "./read-scene.ts";

const TEXT = "at;who\n2026-11-02;Zoë\n";

/** A page in whose world the app has brought a file into a channel, perhaps as a reply. */
async function openPage({ channel = "COPS", inThread = false, filename = "audit log.csv" } = {}) {
  const { slack, api: callSlack } = openWorkspace();
  const bytes = new TextEncoder().encode(TEXT);
  const ticket = await callSlack("files.getUploadURLExternal", { filename, length: bytes.length });
  await slack.fetch(new Request(String(ticket.upload_url), { method: "POST", body: bytes }));
  const { ts: parent } = await slack.client.sendMessage({ user: "UADMIN", channel, text: "the log, please" });
  await callSlack("files.completeUploadExternal", {
    files: [{ id: ticket.file_id }],
    channel_id: channel,
    ...(inThread && { thread_ts: parent }),
  });
  const scene = readScene(slack, { user: "UADMIN", channel, thread: parent });
  const message = scene.messages.find(({ files }) => files.length > 0);
  const api = createPageApi(slack, {});
  const download = (changes: Record<string, string> = {}) => {
    const file = String(ticket.file_id);
    const place = { user: "UADMIN", channel, messageTs: message?.ts ?? "", file, ...changes };
    return api.request(`http://localhost:8790/api/file?${new URLSearchParams(place)}`);
  };
  return { message, fileId: ticket.file_id, download };
}

describe("a file in the page", () => {
  it.each([false, true])("comes with its message (as a reply: %s) and is downloaded", async (inThread) => {
    const { message, fileId, download } = await openPage({ inThread });
    expect(message?.files).toMatchObject([{ id: fileId, name: "audit log.csv" }]);
    const response = await download();
    expect([response.status, await response.text()]).toEqual([200, TEXT]);
    expect(response.headers.get("content-disposition")).toBe("attachment; filename*=UTF-8''audit%20log.csv");
  });

  it("is never shown as a page of this address", async () => {
    const response = await (await openPage({ filename: '<b>".html' })).download();
    expect(response.headers.get("content-type")).toBe("text/plain; charset=UTF-8");
    expect(response.headers.get("content-disposition")).toBe("attachment; filename*=UTF-8''%3Cb%3E%22.html");
  });

  it.each([{ file: "F404" }, { messageTs: "1.0" }, { user: "UGUEST" }])(
    "is not given to who does not see it there: %j",
    async (changes) => {
      const response = await (await openPage({ channel: "CDEV" })).download(changes);
      expect([response.status, await response.json()]).toEqual([404, { error: "no_such_file" }]);
    },
  );
});
