import { describe, expect, it } from "vitest";
import { openWorkspace, type TestWorkspace } from "./open-workspace.ts";

async function getTicket({ api }: TestWorkspace, length = 5) {
  const { upload_url: url, file_id: id } = await api("files.getUploadURLExternal", {
    filename: "log.txt",
    length,
  });
  return { url: String(url), id: String(id) };
}

const upload = ({ slack }: TestWorkspace, url: string, body: BodyInit) =>
  slack.fetch(new Request(url, { method: "POST", body }));

const complete = async ({ api }: TestWorkspace, id: string, fields: object = { channel_id: "COPS" }) =>
  await api("files.completeUploadExternal", { files: [{ id, title: "Log" }], ...fields });

describe("an upload", () => {
  it("is seen by the channel when it is complete, and not before", async () => {
    const workspace = openWorkspace();
    const { url, id } = await getTicket(workspace);

    expect(await (await upload(workspace, url, "hello")).text()).toBe("OK - 5");
    expect(workspace.slack.messagesFor("UADMIN", "COPS")).toEqual([]);

    expect(await complete(workspace, id)).toMatchObject({ ok: true, files: [{ id, title: "Log", size: 5 }] });
    expect(workspace.slack.messagesFor("UADMIN", "COPS")).toMatchObject([
      { author: "switchboard", text: "", files: [{ id, name: "log.txt", title: "Log" }] },
    ]);
    expect(workspace.slack.world.readFile(id)).toBe("hello");
  });

  it("stays with the bot when no channel is named", async () => {
    const workspace = openWorkspace();
    const { url, id } = await getTicket(workspace);
    await upload(workspace, url, "hello");

    expect(await complete(workspace, id, {})).toMatchObject({ ok: true });
    expect(workspace.slack.snapshot().messages).toEqual([]);
  });

  it("is refused as a whole when its bytes are not those that were announced", async () => {
    const workspace = openWorkspace();
    const { url, id } = await getTicket(workspace);

    expect((await upload(workspace, url, "hello world")).status).toBe(400);
    expect(await complete(workspace, id)).toMatchObject({ error: "file_not_found" });
    expect(() => workspace.slack.world.readFile(id)).toThrow();
    expect(workspace.slack.messagesFor("UADMIN", "COPS")).toEqual([]);
  });

  it("takes an address and a file only once", async () => {
    const workspace = openWorkspace();
    const { url, id } = await getTicket(workspace);
    await upload(workspace, url, "hello");

    expect((await upload(workspace, url, "HELLO")).status).toBe(404);
    expect(workspace.slack.world.readFile(id)).toBe("hello");
    await complete(workspace, id);
    expect(await complete(workspace, id)).toMatchObject({ error: "file_not_found" });
    expect(workspace.slack.messagesFor("UADMIN", "COPS")).toHaveLength(1);
  });

  it("says why it cannot be posted", async () => {
    const workspace = openWorkspace();
    const { world } = workspace.slack;
    const { url, id } = await getTicket(workspace);
    await upload(workspace, url, "hello");
    world.removeBot("CDEV");
    world.archive("CSHARED", true);
    const refusal = async (fields: object) => (await complete(workspace, id, fields)).error;

    expect(await refusal({ channel_id: "CNONE" })).toBe("channel_not_found");
    expect(await refusal({ channel_id: "CDEV" })).toBe("not_in_channel");
    expect(await refusal({ channel_id: "CSHARED" })).toBe("is_archived");
    expect(await refusal({ channel_id: "COPS", thread_ts: "1.000001" })).toBe("cannot_reply_to_message");
    expect(await refusal({ files: "none" })).toBe("invalid_arguments");
    expect(await refusal({ files: [{ id: "F0" }] })).toBe("file_not_found");
    expect((await workspace.api("files.getUploadURLExternal", { filename: "x", length: 0 })).error).toBe(
      "missing_argument",
    );
    world.setScopes(["chat:write"]);
    expect(await refusal({})).toBe("missing_scope");
  });

  it("goes with its message, and survives a snapshot", async () => {
    const first = openWorkspace();
    const { url, id } = await getTicket(first);
    await upload(first, url, "hello");
    await complete(first, id);

    const second = openWorkspace();
    second.slack.restore(JSON.parse(JSON.stringify(first.slack.snapshot())));

    const [message] = second.slack.messagesFor("UADMIN", "COPS");
    expect(message?.files).toMatchObject([{ id }]);
    expect(second.slack.world.readFile(id)).toBe("hello");
    second.slack.world.deleteMessage("COPS", message?.ts ?? "");
    expect(second.slack.messagesFor("UADMIN", "COPS")).toEqual([]);
  });
});
