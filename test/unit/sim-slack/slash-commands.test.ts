import { describe, expect, it } from "vitest";
import { fieldOf, openWorkspace, until } from "./open-workspace.ts";

const status = { user: "UOPERATOR", channel: "COPS", text: "/agent status" };

describe("runCommand", () => {
  it("sends every documented field in a form", async () => {
    const { slack, received } = openWorkspace();

    await slack.client.runCommand({ ...status, text: "/agent status prod/support-line" });

    const fields = Object.fromEntries(new URLSearchParams(received[0]?.body));
    expect(fields).toEqual({
      token: expect.any(String),
      team_id: "TLOCAL",
      team_domain: "switchboard-team",
      channel_id: "COPS",
      channel_name: "voice-ops",
      user_id: "UOPERATOR",
      user_name: "operator",
      command: "/agent",
      text: "status prod/support-line",
      api_app_id: "ALOCAL",
      is_enterprise_install: "false",
      response_url: expect.stringMatching(/^http:\/\/localhost:8791\/commands\/TLOCAL\//),
      trigger_id: expect.any(String),
    });
    expect(received[0]?.request.headers.get("content-type")).toBe("application/x-www-form-urlencoded");
  });

  it("escapes the text as a command with escaping on", async () => {
    const { slack, received } = openWorkspace();

    await slack.client.runCommand({ ...status, text: "/agent status a&b @admin" });

    expect(fieldOf(received[0], "text")).toBe("status a&amp;b <@UADMIN|admin>");
  });

  it("names a direct conversation as Slack does", async () => {
    const { slack, received } = openWorkspace();

    await slack.client.runCommand({ ...status, channel: "DOPERATOR" });

    expect(fieldOf(received[0], "channel_name")).toBe("directmessage");
  });

  it("shows a JSON acknowledgement to the person alone", async () => {
    const { slack } = openWorkspace(() => Response.json({ text: "All is well." }));

    const outcome = await slack.client.runCommand(status);

    expect(outcome).toMatchObject({ status: 200, error: null });
    expect(outcome.shown).toMatchObject([{ text: "All is well.", ephemeral: true, author: "switchboard" }]);
    expect(slack.messagesFor("UADMIN", "COPS")).toEqual([]);
  });

  it("shows a plain-text acknowledgement as it is", async () => {
    const { slack } = openWorkspace(() => new Response("Working on it"));

    const { shown } = await slack.client.runCommand(status);

    expect(shown.map(({ text }) => text)).toEqual(["Working on it"]);
  });

  it("shows nothing for an empty acknowledgement", async () => {
    const { slack } = openWorkspace();

    expect((await slack.client.runCommand(status)).shown).toEqual([]);
  });

  it("shows an in_channel acknowledgement to all, below the command as typed", async () => {
    const { slack } = openWorkspace(() => Response.json({ response_type: "in_channel", text: "Sent." }));

    await slack.client.runCommand(status);

    expect(slack.messagesFor("UADMIN", "COPS").map(({ user, text }) => [user, text])).toEqual([
      ["UOPERATOR", "/agent status"],
      ["USWITCH", "Sent."],
    ]);
  });

  it("shows the error and posts nothing for an acknowledgement with invalid blocks", async () => {
    const { slack } = openWorkspace(() =>
      Response.json({ response_type: "in_channel", blocks: [{ type: "header", text: "no text object" }] }),
    );

    const outcome = await slack.client.runCommand(status);

    expect(outcome.error).toBe("invalid_blocks");
    expect(outcome.details).toEqual(["must provide an object [json-pointer:/blocks/0/text]"]);
    expect(outcome.shown).toMatchObject([
      { text: '/agent failed with the error "invalid_blocks"', ephemeral: true, author: "slackbot" },
    ]);
    expect(slack.messagesFor("UADMIN", "COPS")).toEqual([]);
  });

  it.each([404, 500, 302])("shows dispatch_failed when the app answers %i", async (code) => {
    const { slack } = openWorkspace(() => new Response("no", { status: code }));

    const outcome = await slack.client.runCommand(status);

    expect(outcome).toMatchObject({ status: code, error: "dispatch_failed" });
    expect(outcome.shown.map(({ text }) => text)).toEqual(['/agent failed with the error "dispatch_failed"']);
  });

  it("shows dispatch_failed when the app cannot be reached", async () => {
    const { slack } = openWorkspace(() => Promise.reject(new Error("connection refused")));

    expect(await slack.client.runCommand(status)).toMatchObject({ status: null, error: "dispatch_failed" });
  });

  it("shows operation_timeout after three seconds, and no later answer", async () => {
    let answer: (response: Response) => void = () => {};
    const workspace = openWorkspace(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const { slack, received, advance, pendingDelays } = workspace;

    const running = slack.client.runCommand(status);
    await until(() => received.length === 1);
    expect(pendingDelays()).toEqual([3_000]);
    advance(3_000);
    const outcome = await running;
    answer(Response.json({ text: "too late" }));

    expect(outcome).toMatchObject({ status: null, error: "operation_timeout" });
    expect(outcome.shown.map(({ text }) => text)).toEqual([
      '/agent failed with the error "operation_timeout"',
    ]);
    expect(slack.messagesFor("UOPERATOR", "COPS")).toHaveLength(1);
  });

  it("does not send commands typed in a thread", async () => {
    const { slack, received } = openWorkspace();
    const { ts } = await slack.client.sendMessage({ user: "UADMIN", channel: "COPS", text: "look" });

    await slack.client.runCommand({ ...status, threadTs: ts });

    expect(received).toHaveLength(0);
    expect(slack.messagesFor("UOPERATOR", "COPS", ts).at(-1)).toMatchObject({
      text: "/agent is not supported in threads. Sorry!",
      ephemeral: true,
    });
  });

  it("does not send a command that the app does not have", async () => {
    const { slack, received } = openWorkspace();

    const { shown } = await slack.client.runCommand({ ...status, text: "/agnet status" });

    expect(received).toHaveLength(0);
    expect(shown[0]?.text).toContain("/agnet is not a valid command.");
  });

  it("refuses to play somebody who is not in the channel or deactivated", async () => {
    const { slack } = openWorkspace();
    slack.world.setDeactivated("UVIEWER", true);

    await expect(slack.client.runCommand({ ...status, user: "UGUEST", channel: "CDEV" })).rejects.toThrow(
      "UGUEST is not in CDEV",
    );
    await expect(slack.client.runCommand({ ...status, user: "UVIEWER" })).rejects.toThrow("deactivated");
  });
});
