import { describe, expect, it } from "vitest";
import { openChat } from "../support/chat.ts";

const STARTER = "voice/voice-starter";
const LATE = "c0ffe104-0000-4000-8000-000000000104";
const OVER = "c0ffe103-0000-4000-8000-000000000103";

describe("/agent sessions on Pipecat Cloud", () => {
  it("lists them, live ones first, and opens one with what it uses", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", `/agent sessions ${STARTER}`);
    const said = chat.read();
    expect(said).toContain("*voice/voice-starter* has 2 live sessions · 3 ended");
    expect(said).toContain(`\`${LATE}\` · *live* for 12 min`);
    expect(said.indexOf(LATE)).toBeLessThan(said.indexOf(OVER));
    expect(said).toContain("[Stop all…] [Live ones only] [Status] [Refresh] [Share to channel]");

    await chat.press("UVIEWER", "Live ones only");
    expect(chat.read()).not.toContain(OVER);
    await chat.command("UVIEWER", `/agent sessions ${STARTER} --session ${LATE}`);
    const one = chat.read();
    expect(one).toContain("CPU: p50 142m · p90 268m · p95 311m · p99 404m");
    expect(one).toContain("memory: p50 402 MB");
    expect(one).toContain(`meeting \`meeting-${LATE}\``);
    expect(one).toContain("[Logs] [Stop…] [Sessions]");
    await chat.press("UVIEWER", "Logs");
    expect(chat.read()).toContain("of the log of *voice/voice-starter*");
  });

  it("shows which ones are still on the deployment of before", async () => {
    const chat = openChat();
    chat.pipecat.world.deploy("voice-starter", { image: "your-org/voice-starter:1.5-good" });
    await chat.command("UVIEWER", `/agent sessions ${STARTER} --status active`);
    const said = chat.read();
    expect(said).toContain("2 live sessions, 2 of them on an older deployment");
    expect(said).toContain("older deployment `");
  });

  it("pages through hundreds, and says how many it leaves out", async () => {
    const chat = openChat();
    chat.pipecat.world.crowd("voice-starter", 148);
    await chat.command("UVIEWER", `/agent sessions ${STARTER} --status active`);
    const said = chat.read();
    expect(said).toContain("has 100 live sessions");
    expect(said).toContain("… and 50 more that are not listed");
    expect(said).toMatch(/page 1 of \d+/);
    await chat.press("UVIEWER", "Next page");
    expect(chat.read()).toMatch(/page 2 of \d+/);
  });

  it("answers as JSON", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", `/agent sessions ${STARTER} --session ${OVER} --json`);
    expect(chat.read()).toContain('"completionStatus": "HTTP_ERROR"');
  });

  it.each([
    ["--session c0ffe999-0000-4000-8000-000000000999", "has no session"],
    ["--room r", "`--room` must be left out on Pipecat Cloud"],
    ["--status gone", "`--status` must be `active`, `ended` or `all`"],
    [
      `--stop ${LATE}`,
      `That is what \`stop\` does. Then send \`/agent stop voice/voice-starter --session ${LATE}\`.`,
    ],
  ])("says what is wrong with %s, and changes nothing", async (flags, why) => {
    const chat = openChat();
    await chat.command("UOPERATOR", `/agent sessions ${STARTER} ${flags}`);
    expect(chat.read()).toContain(why);
    expect(chat.pipecat.calls.list("DELETE")).toEqual([]);
  });

  it.each([
    [{ kind: "status", status: 429, retryAfterS: 7 }, "platform-rate-limited"],
    [{ kind: "status", status: 503 }, "platform-unavailable"],
    [{ kind: "cut", when: "response" }, "platform-unavailable"],
    [{ kind: "wrong-json" }, "platform-unreadable"],
  ] as const)("reports %j, and works again after it", async (fault, code) => {
    const chat = openChat();
    chat.pipecat.faults.inject({ match: "/sessions", fault, times: 1 });
    await chat.command("UVIEWER", `/agent sessions ${STARTER} --status active`);
    expect(chat.read()).toContain(code);
    await chat.command("UVIEWER", `/agent sessions ${STARTER} --status active`);
    expect(chat.read()).toContain("has 2 live sessions");
  });
});

describe("/agent sessions on LiveKit Cloud", () => {
  it("shows the rooms that the agent is in, with who is there, and no others", async () => {
    const chat = openChat();
    await dispatchInto(chat, "support-line", "room 1");
    await dispatchInto(chat, "night-desk", "room-2");
    const caller = { identity: "sip-1", name: "*Ada* <!channel>" };
    chat.livekit.world.addParticipant({ project: "prod", room: "room 1" }, caller);
    await chat.command("UVIEWER", "/agent sessions prod/support-line");
    const said = chat.read();
    expect(said).toContain("*prod/support-line* is in 1 room");
    expect(said).toContain("*room 1* · *live* for");
    expect(said).toContain("with ∗Ada∗ <!channel>");
    expect(said).not.toContain("room-2");
    expect(said).toContain("[Remove the agent…]");

    await chat.command("UVIEWER", "/agent sessions prod/support-line --room room-2");
    expect(chat.read()).toContain("*prod/support-line* is in no room `room-2`");
    await chat.command("UVIEWER", "/agent sessions prod/support-line --status ended");
    expect(chat.read()).toContain("keeps no list of sessions that ended");
  });

  it("says how many rooms it did not look into", async () => {
    const chat = openChat();
    for (let room = 0; room < 130; room += 1)
      chat.livekit.world.addParticipant({ project: "prod", room: `room-${room}` }, { identity: "caller" });
    await chat.command("UVIEWER", "/agent sessions prod/support-line");
    expect(chat.read()).toContain("30 rooms not looked into; `--room` looks into one");
    expect(chat.livekit.calls.list("ListParticipants")).toHaveLength(100);
  });

  it("counts a room that does not answer as one that it did not look into", async () => {
    const chat = openChat();
    await dispatchInto(chat, "support-line", "room-1");
    await dispatchInto(chat, "support-line", "room-2");
    chat.livekit.faults.inject({
      match: "ListParticipants",
      fault: { kind: "status", status: 503 },
      times: 1,
    });
    const before = chat.livekit.calls.list("ListParticipants").length;
    await chat.command("UVIEWER", "/agent sessions prod/support-line");
    const said = chat.read();
    expect(said).toContain("is in 1 room");
    expect(said).toContain("1 room not looked into");
    expect(chat.livekit.calls.list("ListParticipants")).toHaveLength(before + 2);
  });

  it.each([
    ["--session PA_1", "`--session` must be left out on LiveKit Cloud"],
    ["--room", "`--room` needs a value"],
  ])("says what is wrong with %s", async (flags, why) => {
    const chat = openChat();
    await chat.command("UVIEWER", `/agent sessions prod/support-line ${flags}`);
    expect(chat.read()).toContain(why);
  });
});

type Chat = ReturnType<typeof openChat>;

/** An agent goes into a room, as `/dispatch` sends it. */
async function dispatchInto(chat: Chat, agent: string, room: string): Promise<void> {
  await chat.command("UOPERATOR", `/dispatch ${agent} "${room}" --project prod`);
  await chat.advance(40_000);
  expect(chat.read()).toContain("joined");
}
