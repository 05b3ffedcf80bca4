import { describe, expect, it } from "vitest";
import { openChat } from "../support/chat.ts";
import { lines } from "../support/lines.ts";

/** Everything that reached a platform since the chat began. */
const platformCalls = (chat: ReturnType<typeof openChat>) => [
  ...chat.livekit.calls.list(),
  ...chat.pipecat.calls.list(),
];

describe("typing something wrong", () => {
  it("offers an audit log's agent behind its flag", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/agent audit prod/support-line");
    expect(chat.read()).toBe(
      lines(
        "(only UOPERATOR)",
        "`prod/support-line` stands behind `--agent` here, so nothing was done. Did you mean `/agent audit --agent prod/support-line`? `flag-left-out`",
        "[Run /agent audit --agent prod/support-line] [Help]",
      ),
    );
    await chat.press("UOPERATOR", "Run /agent audit --agent prod/support-line");
    expect(chat.read()).toContain("Audit log for *prod/support-line*");
  });

  it("offers the verb that was meant, and runs it", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent statsu night-desk");
    expect(chat.read()).toBe(
      lines(
        "(only UVIEWER)",
        "I do not know `statsu`, so nothing was done. Did you mean `status`? `unknown-verb`",
        "[Run /agent status night-desk]",
      ),
    );
    await chat.press("UVIEWER", "Run /agent status night-desk");
    expect(chat.read()).toContain("*prod/night-desk* is asleep");
  });

  it("offers the agents with the nearest names", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent status prod/suport-line --json");
    expect(chat.read()).toContain(
      "I found no agent `suport-line` in *prod*, so nothing was done. Did you mean *prod/support-line*",
    );
    await chat.press("UVIEWER", "prod/support-line");
    expect(chat.read()).toContain('"name": "support-line"');
  });

  it("offers the projects that exist", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent list --project prd");
    expect(chat.read()).toContain(
      "There is no project `prd`, so nothing was done. I know *prod*, *staging* and *voice*. `unknown-project`",
    );
    await chat.press("UVIEWER", "prod");
    expect(chat.read()).toContain("There are 3 agents in *prod*");
  });

  it("asks for the project of a room, because every project may have it", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/dispatch list room-1");
    expect(chat.read()).toContain("[prod] [staging]");
    await chat.press("UVIEWER", "staging");
    expect(chat.read()).toContain("`room-not-active`");
  });

  it("says on the button what a change does, and runs none whose flag it guessed", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/agent restart staging/suport-line");
    expect(chat.read()).toContain("[Restart staging/support-line]");
    await chat.command("UOPERATOR", "/agent restart staging/support-line --resaon slow");
    const said = chat.read();
    expect(said).toContain("Then send `/agent restart staging/support-line --reason slow`.");
    expect(said).toMatch(/\n\[Help\]$/);
    await chat.command("UOPERATOR", "/agent rollback foo/support-line");
    expect(chat.read()).toContain("[Roll back prod/support-line] [Roll back staging/support-line]");
  });

  it("names the flags that were typed", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/agent deploy voice-starter --min-agents 5 --max-agents 2");
    expect(chat.read()).toContain("`--min-agents` must be at most `--max-agents`, so nothing was done.");
  });

  it("doubts the name of an agent that no record has", async () => {
    const chat = openChat();
    await chat.command("UADMIN", "/agent audit --agent nope");
    expect(chat.read()).toContain(
      "I found no agent `nope` in *prod*, *staging*, *voice* and *the audit log*, so nothing was done.",
    );
    await chat.command("UADMIN", "/agent operations --agent suport-line");
    await chat.press("UADMIN", "prod/support-line");
    expect(chat.read()).toContain("No operation is under way for *prod/support-line*");
  });

  it("understands what a phone makes of quotes and dashes", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/dispatch support-line “room one” —project prod —metadata ‘vip caller’");
    expect(chat.read()).toContain("Sending *support-line* to `room one`");
    await chat.advance(5_000);
    expect(chat.read()).toContain("joined `room one`");
    expect(chat.livekit.calls.list("CreateDispatch")[0]?.request).toMatchObject({
      room: "room one",
      metadata: "vip caller",
    });
  });

  it.each([
    ["/agent rolback support-line", "unknown-verb"],
    ["/agent versions", "missing-argument"],
    ["/dispatch support-line", "missing-argument"],
    ["/agent status a b", "unexpected-argument"],
    ["/agent status --jsn", "unknown-flag"],
    ["/agent status --page", "missing-flag-value"],
    ["/agent status --page 0", "bad-value"],
    ['/dispatch support-line "room\u0007" --project prod', "bad-value"],
    [`/dispatch support-line room --metadata ${"m".repeat(512 * 1024 + 1)}`, "bad-value"],
    [
      `/dispatch support-line room ${"--attr k=v".repeat(1)} --attr key=${"v".repeat(64 * 1024)}`,
      "bad-value",
    ],
    ['/agent status "prod', "unclosed-quote"],
  ])("refuses %.60s kindly, in private, and asks no platform", async (text, code) => {
    const chat = openChat();
    await chat.command("UOPERATOR", text);
    const said = chat.read();
    expect(said).toMatch(/^\(only UOPERATOR\)\n/);
    expect(said).toContain(`\`${code}\``);
    expect(said).toMatch(/nothing was done/);
    expect(platformCalls(chat)).toEqual([]);
  });
});
