import { describe, expect, it } from "vitest";
import { openChat } from "../support/chat.ts";

describe("the doors", () => {
  it("answers a mention in its thread, for everybody", async () => {
    const chat = openChat();
    await chat.write("UVIEWER", "@switchboard status night-desk");
    expect(chat.read()).toMatch(/^\(thread\)\n\(moon\) \*prod\/night-desk\* is asleep/);
  });

  it("has the same grammar in a thread, where Slack has no slash commands", async () => {
    const chat = openChat();
    const { ts } = await chat.write("UADMIN", "callers hear silence");
    await chat.write("UOPERATOR", "hm, @switchboard /dispatch support-line room-7 --project prod", {
      threadTs: ts,
    });
    expect(chat.read()).toMatch(/^\(thread\)\n\(blue\) Sending \*support-line\* to `room-7`/);
    await chat.advance(5_000);
    expect(chat.read()).toContain("joined `room-7`");
  });

  it("keeps refusals private, also those of mentions", async () => {
    const chat = openChat();
    await chat.write("UVIEWER", "@switchboard dispatch support-line room-1 --project prod");
    expect(chat.read()).toMatch(/^\(only UVIEWER\)\nYou cannot use `dispatch` here/);
  });

  it("shows the fleet to nobody else in a channel that is shared with another company", async () => {
    const chat = openChat();
    await chat.write("UVIEWER", "@switchboard status night-desk", { channel: "CSHARED" });
    expect(chat.read()).toMatch(/^\(only UVIEWER, CSHARED\)\n/);
  });

  it("shares an answer with the channel when asked to", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent status night-desk");
    chat.read();
    await chat.press("UVIEWER", "Share to channel");
    const said = chat.read();
    expect(said).toMatch(/^\(moon\) \*prod\/night-desk\* is asleep/);
    expect(said).not.toContain("[Share to channel]");
  });

  it("finds agents while one types, and shows the one that is picked", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent status");
    chat.read();
    const menu = await chat.suggest("UVIEWER", "agent.pick:status", "desk");
    expect(menu.options.map(({ text }) => text)).toEqual(["prod/night-desk", "voice/quiet-desk"]);
    await chat.pick("UVIEWER", "agent.pick:status", "voice/quiet-desk");
    expect(chat.read()).toContain("*voice/quiet-desk* is asleep");
  });

  it("gives somebody who may not list agents no names to pick from", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent status");
    chat.read();
    chat.slack.world.setGuest("UVIEWER", "multi");
    await chat.advance(61_000);
    const menu = await chat.suggest("UVIEWER", "agent.pick:status", "desk");
    expect(menu.options).toEqual([]);
  });

  it("answers a button that an older version has left behind", async () => {
    const chat = openChat();
    await chat.post({
      text: "An old card.",
      blocks: [
        {
          type: "actions",
          elements: [
            {
              type: "button",
              action_id: "rollback.approve:7",
              text: { type: "plain_text", text: "Approve" },
              value: "7",
            },
          ],
        },
      ],
    });
    chat.read();
    await chat.press("UVIEWER", "Approve", { answers: 0 });
    expect(chat.read()).toMatch(/^\(only UVIEWER\)\n.*`stale-action`/s);
  });

  it("takes what a tampered button says for a command like any other, with all its checks", async () => {
    const chat = openChat();
    await chat.post({
      text: "A button.",
      blocks: [
        {
          type: "actions",
          elements: [
            {
              type: "button",
              action_id: "command.run:0",
              text: { type: "plain_text", text: "Go" },
              value: "/dispatch support-line room-1 --project prod",
            },
          ],
        },
      ],
    });
    chat.read();
    await chat.press("UVIEWER", "Go");
    expect(chat.read()).toMatch(/^\(only UVIEWER\)\nYou cannot use `dispatch` here/);
    expect(chat.livekit.calls.list()).toEqual([]);
  });

  it("refuses guests, and tells them of no command and no project", async () => {
    const chat = openChat();
    const asked = [
      "/agent list",
      "/agent",
      "/agent help",
      "/agent help status",
      "/agent status -h",
      "/dispatch help",
    ];
    for (const text of asked) {
      await chat.command("UGUEST", text);
      expect(chat.read(), text).toBe(
        "(only UGUEST)\nGuests cannot use Switchboard, so nothing was done. Ask a full member of this workspace. `outsider`",
      );
    }
  });

  it("names no project to somebody whom Slack does not tell of", async () => {
    const chat = openChat();
    chat.slack.faults.inject({ match: "users.info", fault: { kind: "status", status: 503 }, times: 99 });
    await chat.command("UGUEST", "/agent help");
    const help = chat.read();
    expect(help).toContain("Slack did not tell me who you are");
    expect(help).not.toContain("projects:");
  });

  it("forgets a role within a minute", async () => {
    const chat = openChat();
    await chat.command("UAPPROVER", "/agent list");
    expect(chat.read()).toContain("There are 7 agents");
    chat.slack.world.setGroupMembers("SONCALL", []);
    chat.slack.world.setGuest("UAPPROVER", "single");
    await chat.advance(61_000);
    await chat.command("UAPPROVER", "/agent list");
    expect(chat.read()).toContain("`outsider`");
  });

  it("refuses whom it cannot look up", async () => {
    const chat = openChat();
    chat.slack.faults.inject({ match: "users.info", fault: { kind: "status", status: 503 } });
    await chat.command("UVIEWER", "/agent list");
    expect(chat.read()).toContain("`membership-unavailable`");
  });
});
