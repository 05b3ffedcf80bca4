import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalBot, startLocalBot, until } from "../support/local-bot.ts";

let bot: LocalBot;
beforeAll(async () => {
  bot = await startLocalBot();
});
afterAll(async () => {
  await bot?.stop();
});

const roomOf = (room: string) =>
  bot.world.livekit.state().projects[0]?.rooms.find(({ name }) => name === room);
const creations = (room: string) =>
  bot.world.livekit.calls
    .list("CreateDispatch")
    .filter(({ request }) => JSON.stringify(request).includes(`"${room}"`));
const cards = (room: string) =>
  bot.world.slack
    .messagesFor("UOPERATOR", "COPS")
    .filter(({ text, threadTs }) => threadTs === null && text.includes(room));
const dispatch = (room: string) =>
  bot.world.slack.client.runCommand({
    user: "UOPERATOR",
    channel: "COPS",
    text: `/dispatch support-line ${room} --project prod`,
  });
/** One dispatch, its agent in the room, and a card that says so. */
const expectOneEffect = async (room: string) => {
  await until(() => cards(room).some(({ text }) => text.includes("joined")), 60_000);
  expect(roomOf(room)?.dispatches).toHaveLength(1);
  expect(roomOf(room)?.participants).toHaveLength(1);
};

describe.each(["everything", "the runtime alone"])("SIGKILL for %s", (victim) => {
  const killAndRecover = async (): Promise<void> => {
    if (victim === "everything") {
      await bot.killEverything();
      await bot.restart();
    } else {
      bot.killRuntime();
    }
  };
  const room = (point: string) => `${point}-${victim === "everything" ? "all" : "runtime"}`;

  it("before the answer to the call has come leaves one dispatch", async () => {
    bot.world.livekit.faults.inject({ match: "CreateDispatch", fault: { kind: "hang" }, times: 1 });
    void dispatch(room("unanswered"));
    await until(() => (roomOf(room("unanswered"))?.dispatches.length ?? 0) === 1);
    await killAndRecover();
    await expectOneEffect(room("unanswered"));
    expect(creations(room("unanswered"))).toHaveLength(1);
  });

  it("before the call has reached LiveKit leaves one dispatch", async () => {
    bot.world.livekit.faults.inject({
      match: "CreateDispatch",
      fault: { kind: "latency", ms: 60_000 },
      times: 1,
    });
    void dispatch(room("unsent"));
    await until(() => cards(room("unsent")).length === 1);
    await killAndRecover();
    bot.world.livekit.faults.clear();
    await expectOneEffect(room("unsent"));
  });

  it("while the agent is on its way leaves one dispatch and a card that goes on", async () => {
    void dispatch(room("waiting"));
    await until(() => (roomOf(room("waiting"))?.dispatches.length ?? 0) === 1);
    await killAndRecover();
    await expectOneEffect(room("waiting"));
    expect(cards(room("waiting"))).toHaveLength(1);
  });
});
