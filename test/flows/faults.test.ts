import { describe, expect, it } from "vitest";
import { openChat } from "../support/chat.ts";

describe("when a neighbour is in trouble", () => {
  it.each([
    [{ kind: "status", status: 401 }, "platform-unauthorized"],
    [{ kind: "status", status: 403 }, "platform-forbidden"],
    [{ kind: "status", status: 429, retryAfterS: 7 }, "platform-rate-limited"],
    [{ kind: "status", status: 500 }, "platform-unavailable"],
    [{ kind: "status", status: 302 }, "platform-"],
    [{ kind: "cut", when: "request" }, "platform-unavailable"],
    [{ kind: "garbage" }, "platform-unreadable"],
    [{ kind: "wrong-json" }, "platform-unreadable"],
  ] as const)("says what happened for %j", async (fault, code) => {
    const chat = openChat();
    for (const [cloud, agent] of [
      [chat.livekit, "prod/support-line"],
      [chat.pipecat, "voice/voice-starter"],
    ] as const) {
      cloud.faults.inject({ match: "/", fault });
      await chat.command("UVIEWER", `/agent status ${agent}`);
      expect(chat.read()).toContain(`\`${code}`);
    }
  });

  it("shows the rest of the fleet when one platform is out of reach", async () => {
    const chat = openChat();
    chat.pipecat.faults.inject({ match: "/", fault: { kind: "status", status: 503 } });
    await chat.command("UVIEWER", "/agent status");
    const said = chat.read();
    expect(said).toContain("prod/crashy");
    expect(said).toMatch(/\*voice\*/);
  });

  it("never takes the only match for the right one while another project is out of reach", async () => {
    const chat = openChat();
    chat.pipecat.faults.inject({ match: "/", fault: { kind: "status", status: 503 } });
    await chat.command("UVIEWER", "/agent status night-desk");
    const said = chat.read();
    expect(said).toContain("`agent-ambiguous`");
    expect(said).toContain("*voice*");
    await chat.press("UVIEWER", "prod/night-desk");
    expect(chat.read()).toContain("*prod/night-desk* is asleep");
  });

  it("comes through a Slack that is down for the answer of a mention", async () => {
    const chat = openChat();
    chat.slack.faults.inject({ match: "chat.postMessage", fault: { kind: "status", status: 503 } });
    await chat.write("UADMIN", "@switchboard status night-desk");
    expect(chat.read()).toBe("");
    expect(chat.log.at(-1)).toMatchObject({
      level: "error",
      line: { message: "answer not delivered", reason_code: "slack-unavailable" },
    });
  });
});
