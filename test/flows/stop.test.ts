import { describe, expect, it } from "vitest";
import { askAndApprove, gist } from "../support/changes.ts";
import { openChat } from "../support/chat.ts";
import { liveSessionsOf, peopleIn, removalsOf, stopsOf } from "../support/session-truth.ts";

const STOP = "/agent stop voice/voice-starter";
const FIRST = "c0ffe104-0000-4000-8000-000000000104";
const SECOND = "c0ffe105-0000-4000-8000-000000000105";

describe("/agent stop on Pipecat Cloud", () => {
  it("says who is cut off, ends one session once it is approved, and no other", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", `/agent sessions voice/voice-starter --session ${FIRST}`);
    chat.read();
    await chat.press("UOPERATOR", "Stop…");
    const asked = chat.read();
    expect(asked).toContain("⏳ *Stop 1 session of voice/voice-starter*");
    expect(asked).toContain("⚠️ 1 caller is cut off at once, nothing resumes");
    expect(asked).toContain("• `c0ffe104` since ‹date›");
    expect(stopsOf(chat)).toEqual([]);
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(10_000);
    expect(gist(chat.read())).toContain("(edited) (green) *Stopped 1 session of voice/voice-starter* in 3 s");
    expect(stopsOf(chat)).toEqual([FIRST]);
    expect(liveSessionsOf(chat)).toBe(1);
  });

  it("ends those that went on when it was asked, and leaves what began meanwhile", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", `${STOP} --all --reason "wrong prompt"`);
    const asked = chat.read();
    expect(asked).toContain("⏳ *Stop 2 sessions of voice/voice-starter*");
    expect(asked).toContain("⚠️ 2 callers are cut off at once, nothing resumes");
    chat.pipecat.world.startSession("voice-starter");
    chat.pipecat.world.endSession("voice-starter", SECOND);
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(10_000);
    const said = chat.read();
    expect(said).toContain("*Stopped 2 sessions of voice/voice-starter* in 3 s");
    expect(said).toContain("None of them is live any more; 1 other session was not touched.");
    expect(stopsOf(chat).toSorted()).toEqual([FIRST, SECOND]);
    expect(liveSessionsOf(chat)).toBe(1);
  });

  it.each([
    ["nothing was named", "", "`stop` was not told which calls to end"],
    ["two things", `--all --session ${FIRST}`, "`--all` must be the only one of"],
    ["a room", "--room r", "`--room` must be left out on Pipecat Cloud"],
    ["what is over", "--session c0ffe103-0000-4000-8000-000000000103", "so there was nothing to stop"],
    ["what never was", "--session c0ffe999-0000-4000-8000-000000000999", "so there was nothing to stop"],
  ])("refuses %s", async (_, flags, why) => {
    const chat = openChat();
    await chat.command("UOPERATOR", `${STOP} ${flags}`);
    expect(chat.read()).toContain(why);
    expect(stopsOf(chat)).toEqual([]);
  });

  it("is planned without being done, and is no viewer's business", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", `${STOP} --all --dry-run`);
    expect(chat.read()).toContain("Nothing was changed. The plan: *Stop 2 sessions of voice/voice-starter*");
    await chat.command("UVIEWER", `${STOP} --all`);
    expect(chat.read()).toContain("not-allowed");
    expect(stopsOf(chat)).toEqual([]);
  });

  it.each([
    ["a cut connection", { kind: "cut", when: "response" }],
    ["a fault of the service", { kind: "status", status: 503 }],
    ["a rate limit", { kind: "status", status: 429, retryAfterS: 4 }],
    ["a page", { kind: "garbage" }],
  ] as const)("looks after %s, and stops again only while something goes on", async (_, fault) => {
    const chat = openChat();
    chat.pipecat.faults.inject({ match: FIRST, fault, times: 1 });
    await askAndApprove(chat, `${STOP} --all`);
    await chat.advance(30_000);
    expect(gist(chat.read())).toContainEqual(
      expect.stringMatching(/^\(green\) \*Stopped 2 sessions of voice\/voice-starter\* in \d+ s$/),
    );
    expect(liveSessionsOf(chat)).toBe(0);
    // Whatever was told twice had ended, or not begun to, the first time.
    expect(new Set(stopsOf(chat))).toEqual(new Set([FIRST, SECOND]));
    expect(stopsOf(chat).length).toBeLessThanOrEqual(4);
  });

  it("says what it could not end", async () => {
    const chat = openChat();
    chat.pipecat.faults.inject({ match: FIRST, fault: { kind: "status", status: 400 } });
    await askAndApprove(chat, `${STOP} --all`);
    await chat.advance(10_000);
    expect(chat.read()).toContain("▰▱ 1 of 2 ended");
    await chat.advance(180_000);
    const said = chat.read();
    expect(said).toContain("The stop of 2 sessions of voice/voice-starter is not done after 2 min");
    expect(said).toContain("▰▱ 1 of 2 ended");
    expect(liveSessionsOf(chat)).toBe(1);
  });

  it("changed nothing where the platform refused all of it", async () => {
    const chat = openChat();
    chat.pipecat.faults.inject({ match: "/sessions/", fault: { kind: "status", status: 403 } });
    await askAndApprove(chat, `${STOP} --all`);
    await chat.advance(10_000);
    expect(chat.read()).toContain("*2 sessions of voice/voice-starter were not stopped*");
    expect(liveSessionsOf(chat)).toBe(2);
  });

  it("stops a hundred at most, and says so", async () => {
    const chat = openChat();
    chat.pipecat.world.crowd("voice-starter", 128);
    await chat.command("UOPERATOR", `${STOP} --all`);
    expect(chat.read()).toContain("• 30 sessions more than one operation stops: ask again when it is done");
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(10_000);
    expect(chat.read()).toContain("*Stopped 100 sessions of voice/voice-starter*");
    expect(new Set(stopsOf(chat)).size).toBe(100);
    expect(liveSessionsOf(chat)).toBe(30);
  });
});

describe("/agent stop on LiveKit Cloud", () => {
  const open = async (...rooms: readonly string[]) => {
    const chat = openChat();
    for (const room of rooms) {
      await chat.command("UOPERATOR", `/dispatch support-line ${room} --project prod`);
      await chat.advance(40_000);
      chat.livekit.world.addParticipant({ project: "prod", room }, { identity: `caller of ${room}` });
    }
    chat.read();
    return chat;
  };

  it("takes the agent out of one room, and leaves the people there", async () => {
    const chat = await open("room-1", "room-2");
    await chat.command("UOPERATOR", "/agent stop prod/support-line --room room-1");
    const asked = chat.read();
    expect(asked).toContain("⏳ *Stop 1 session of prod/support-line*");
    expect(asked).toContain("⚠️ 1 caller in 1 room loses the agent at once, nothing resumes");
    expect(asked).toContain("• `room-1` since ‹date›");
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(10_000);
    expect(chat.read()).toContain("*Stopped 1 session of prod/support-line*");
    expect(removalsOf(chat)).toHaveLength(1);
    expect(peopleIn(chat, "room-1")).toEqual(["caller of room-1"]);
    expect(peopleIn(chat, "room-2")).toEqual(["agent", "caller of room-2"]);
  });

  it("takes it out of all rooms, and never touches another agent", async () => {
    const chat = await open("room-1", "room-2");
    await chat.command("UOPERATOR", "/dispatch night-desk room-1 --project prod");
    await chat.advance(60_000);
    chat.read();
    await askAndApprove(chat, "/agent stop prod/support-line --all");
    await chat.advance(10_000);
    expect(chat.read()).toContain("*Stopped 2 sessions of prod/support-line*");
    expect(peopleIn(chat, "room-1").toSorted()).toEqual(["agent", "caller of room-1"]);
    expect(peopleIn(chat, "room-2")).toEqual(["caller of room-2"]);
  });

  it("leaves the agent alone that came into the room after the question", async () => {
    const chat = await open("room-1");
    await chat.command("UOPERATOR", "/agent stop prod/support-line --room room-1");
    chat.read();
    chat.livekit.world.closeRoom({ project: "prod", room: "room-1" });
    await chat.command("UOPERATOR", "/dispatch support-line room-1 --project prod");
    await chat.advance(40_000);
    chat.read();
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(10_000);
    expect(chat.read()).toContain("*Stopped 1 session of prod/support-line*");
    expect(removalsOf(chat)).toEqual([]);
    expect(peopleIn(chat, "room-1")).toEqual(["agent"]);
  });

  it("looks after a cut connection, and sends it out once", async () => {
    const chat = await open("room-1");
    chat.livekit.faults.inject({
      match: "RemoveParticipant",
      fault: { kind: "cut", when: "response" },
      times: 1,
    });
    await askAndApprove(chat, "/agent stop prod/support-line --all");
    await chat.advance(20_000);
    expect(chat.read()).toContain("*Stopped 1 session of prod/support-line*");
    expect(removalsOf(chat)).toHaveLength(1);
  });

  it.each([
    ["--session PA_1", "`--session` must be left out on LiveKit Cloud"],
    ["--room nowhere", "has no live session in room `nowhere`, so there was nothing to stop"],
  ])("refuses %s", async (flags, why) => {
    const chat = openChat();
    await chat.command("UOPERATOR", `/agent stop prod/support-line ${flags}`);
    expect(chat.read()).toContain(why);
    expect(removalsOf(chat)).toEqual([]);
  });
});
