import { evictDurableObject } from "cloudflare:test";
import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { openChat } from "../support/chat.ts";
import { lines } from "../support/lines.ts";

const COMMAND = "/dispatch support-line room-1 --project prod";
type Chat = ReturnType<typeof openChat>;

/** The dispatches that LiveKit has in a room of prod: the only truth about what was done. */
const dispatchesIn = (chat: Chat, room = "room-1") =>
  chat.livekit
    .state()
    .projects.find(({ name }) => name === "prod")
    ?.rooms.find(({ name }) => name === room)?.dispatches ?? [];
const participantsIn = (chat: Chat, room = "room-1") =>
  chat.livekit
    .state()
    .projects.find(({ name }) => name === "prod")
    ?.rooms.find(({ name }) => name === room)?.participants ?? [];

describe("/dispatch", () => {
  it("sends an agent, follows it into the room on one message, and pings who asked", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", `${COMMAND} --metadata "vip caller" --attr tier=gold --restart never`);
    expect(chat.read()).toBe(
      lines(
        "(blue) Sending *support-line* to `room-1` … (0 s)",
        "▸ LiveKit Cloud accepts it  ▸ A worker takes the job  ▸ The agent joins the room",
        "*prod* · asked by <@UOPERATOR> ‹date›  deployment `production` · never restarts · 10 bytes of metadata · attributes `tier=gold`",
        "[Dispatches in room] [Agent status]",
      ),
    );
    await chat.advance(10_000);
    const said = chat.read();
    expect(said).toMatch(/^\(edited\)\n\(green\) \*support-line\* joined `room-1` after \d s\n/);
    expect(said).toMatch(/\(thread\)\n<@UOPERATOR> \*support-line\* joined `room-1` after \d s\.$/);
    expect(participantsIn(chat)).toHaveLength(1);
    expect(dispatchesIn(chat)).toMatchObject([
      {
        metadata: "vip caller",
        attributes: { tier: "gold", "switchboard.operation": expect.stringMatching(/^[0-9A-Z]{20}$/) },
      },
    ]);
  });

  it("creates one dispatch when the same request is delivered three times", async () => {
    const chat = openChat();
    const request = await chat.slack.client.signedRequest({
      contentType: "application/x-www-form-urlencoded",
      body: new URLSearchParams({
        command: "/dispatch",
        text: "support-line room-1 --project prod",
        user_id: "UOPERATOR",
        team_id: "TLOCAL",
        channel_id: "COPS",
        trigger_id: "1.2.3",
        response_url: "https://slack.test/commands/TLOCAL/1",
      }).toString(),
    });
    const responses = await Promise.all(
      [request.clone(), request.clone(), request].map((copy) => exports.default.fetch(copy)),
    );
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
    await chat.advance(10_000);
    chat.read();
    expect(dispatchesIn(chat)).toHaveLength(1);
    expect(chat.livekit.calls.list("CreateDispatch")).toHaveLength(1);
    expect(chat.slack.calls.list("chat.postMessage")).toHaveLength(2);
  });

  it("creates one dispatch when the same command is delivered again, signed anew", async () => {
    const chat = openChat();
    const body = new URLSearchParams({
      command: "/dispatch",
      text: "support-line room-1 --project prod",
      user_id: "UOPERATOR",
      team_id: "TLOCAL",
      channel_id: "COPS",
      trigger_id: "1.2.4",
      response_url: "https://slack.test/commands/TLOCAL/1",
    }).toString();
    for (const ageS of [0, 1, 2]) {
      const timestamp = Math.floor(Date.now() / 1000) - ageS;
      const request = await chat.slack.client.signedRequest({
        contentType: "application/x-www-form-urlencoded",
        body,
        timestamp,
      });
      expect((await exports.default.fetch(request)).status).toBe(200);
    }
    await chat.advance(10_000);
    chat.read();
    expect(dispatchesIn(chat)).toHaveLength(1);
  });

  it("sends one agent when a tired thumb presses a candidate twice, and takes the question away", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/dispatch support-line room-1");
    expect(chat.read()).toContain("[Dispatch prod/support-line] [Dispatch staging/support-line]");
    await Promise.all([
      chat.press("UOPERATOR", "Dispatch prod/support-line", { answers: 2 }),
      chat.press("UOPERATOR", "Dispatch prod/support-line", { answers: 2 }),
    ]);
    await chat.advance(10_000);
    const said = chat.read();
    expect(said).not.toContain("staging/support-line]");
    expect(said).toContain("joined `room-1`");
    expect(dispatchesIn(chat)).toHaveLength(1);
  });

  it("goes on when the bot is taken out of the channel in the middle", async () => {
    const chat = openChat();
    chat.slack.faults.inject({ match: "chat.postMessage", fault: { kind: "status", status: 503 }, times: 3 });
    await chat.command("UOPERATOR", COMMAND);
    await chat.advance(5_000);
    chat.slack.world.removeBot("COPS");
    await chat.advance(60_000);
    expect(participantsIn(chat)).toHaveLength(1);
    expect(chat.read()).toMatch(
      /^\(DOPERATOR\)\n<@UOPERATOR> \*support-line\* joined `room-1` after \d s\. \(Told privately, because nothing more can be written to <#COPS>\.\)$/,
    );
  });

  it("does not post again before Slack allows it", async () => {
    const chat = openChat();
    chat.slack.faults.inject({
      match: "chat.postMessage",
      fault: { kind: "status", status: 429, retryAfterS: 30 },
    });
    await chat.command("UOPERATOR", COMMAND);
    await chat.advance(29_000);
    expect(chat.slack.calls.list("chat.postMessage")).toHaveLength(1);
    chat.slack.faults.clear();
    await chat.advance(5_000);
    expect(chat.read()).toContain("joined `room-1`");
  });

  it("waits for a sleeping agent to wake", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/dispatch night-desk room-1");
    chat.read();
    await chat.advance(15_000);
    expect(chat.read()).toMatch(/^\(edited\)\n\(blue\)/);
    await chat.advance(15_000);
    expect(chat.read()).toMatch(/joined `room-1` after \d\d s/);
  });

  it("says that the agent is not there when it crashed on its job, which is called running for ever", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/dispatch crashy room-1");
    await chat.advance(65_000);
    const said = chat.read();
    expect(said).toMatch(/\(red\) \*crashy\* is not in `room-1` after (60 s|1 min)\n.*calls the job running/);
    expect(said).toContain("The agent may have crashed, or left again.");
    expect(participantsIn(chat)).toEqual([]);
  });

  it("says that the agent's job failed where LiveKit says so", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/dispatch crashy room-1");
    await chat.advance(5_000);
    chat.livekit.world.failJob("prod", dispatchesIn(chat)[0]?.id ?? "", "exit code 1");
    await chat.advance(10_000);
    expect(chat.read()).toMatch(
      /\(red\) \*crashy\* failed before it joined `room-1`\nIts job says: `exit code 1`.*<@UOPERATOR>/s,
    );
  });

  it("does not say that nobody came when the agent came and left between two looks", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", COMMAND);
    await chat.advance(999);
    chat.livekit.faults.inject({
      match: "ListParticipants",
      fault: { kind: "status", status: 503 },
      times: 2,
    });
    await chat.advance(1_600);
    chat.livekit.world.endJob("prod", dispatchesIn(chat)[0]?.id ?? "");
    await chat.advance(65_000);
    const said = chat.read();
    expect(said).toMatch(/\(red\) \*support-line\* is not in `room-1` after (60 s|1 min)/);
    expect(said).not.toContain("No agent joined");
  });

  it("says that nobody came when no worker is there, and that the dispatch still waits", async () => {
    const chat = openChat();
    chat.livekit.world.removeWorker({ project: "staging", agent: "support-line" });
    await chat.command("UOPERATOR", "/dispatch staging/support-line room-1");
    await chat.advance(65_000);
    const said = chat.read();
    expect(said).toMatch(/\(red\) \*?No agent joined `room-1` in (60 s|1 min)/);
    expect(said).toContain("[Delete dispatch]");
  });

  it("does nothing where it may not write, and says how to mend that", async () => {
    const chat = openChat();
    chat.slack.world.removeBot("CDEV");
    await chat.command("UOPERATOR", COMMAND, "CDEV");
    expect(chat.read()).toMatch(/^\(only UOPERATOR, CDEV\)\n.*\/invite/);
    await chat.advance(10_000);
    expect(chat.livekit.calls.list("CreateDispatch")).toEqual([]);
  });

  it("sends the agent while Slack is down, and shows the card when Slack is back", async () => {
    const chat = openChat();
    chat.slack.faults.inject({ match: "chat.postMessage", fault: { kind: "status", status: 503 } });
    await chat.command("UOPERATOR", COMMAND);
    await chat.advance(10_000);
    expect(participantsIn(chat)).toHaveLength(1);
    expect(chat.read()).toBe("");
    chat.slack.faults.clear();
    await chat.advance(60_000);
    expect(chat.read()).toMatch(/^\(green\) \*support-line\* joined `room-1`/);
  });

  it("shows the classic form of the card where a workspace refuses the newer blocks", async () => {
    const chat = openChat();
    chat.slack.world.refuseBlocks(["plan", "task_card"]);
    await chat.command("UOPERATOR", COMMAND);
    expect(chat.read()).toContain("(blue) Sending *support-line* to `room-1`");
    await chat.advance(10_000);
    expect(chat.read()).toContain("(green) *support-line* joined `room-1`");
  });

  it("lists what is in the room, and takes it out again", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", COMMAND);
    await chat.advance(5_000);
    chat.read();
    await chat.command("UVIEWER", "/dispatch list room-1 --project prod");
    expect(chat.read()).toMatch(/Room `room-1` in \*prod\* has 1 dispatch/);
    await chat.press("UOPERATOR", "Remove from room");
    expect(chat.read()).toMatch(/^\(bin\) Deleted the dispatch of \*support-line\* to `room-1`/);
    await chat.advance(10_000);
    expect(participantsIn(chat)).toEqual([]);
    await chat.press("UOPERATOR", "Remove from room");
    expect(chat.read()).toMatch(/^\(only UOPERATOR\)\n.*`dispatch-not-found`/);
  });

  it("says that the dispatch was deleted by somebody else meanwhile", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/dispatch night-desk room-1");
    await chat.advance(3_000);
    chat.read();
    const [dispatch] = dispatchesIn(chat);
    await chat.command("UADMIN", `/dispatch delete room-1 ${dispatch?.id} --project prod`);
    await chat.advance(5_000);
    const said = chat.read();
    expect(said).toContain("(bin) Deleted the dispatch of *night-desk*");
    expect(said).toMatch(/\(edited\)\n.*night-desk/);
  });

  it.each(["latency", "hang"])(
    "hears nothing in time (%s), looks, and finds its dispatch instead of sending it twice",
    async () => {
      const chat = openChat();
      chat.livekit.faults.inject({
        match: "CreateDispatch",
        fault: { kind: "cut", when: "response" },
        times: 1,
      });
      await chat.command("UOPERATOR", COMMAND);
      await chat.advance(20_000);
      expect(chat.read()).toContain("(green) *support-line* joined `room-1`");
      expect(dispatchesIn(chat)).toHaveLength(1);
      expect(chat.livekit.calls.list("CreateDispatch")).toHaveLength(1);
    },
  );

  it("sends again once it has seen that a cut request did nothing", async () => {
    const chat = openChat();
    chat.livekit.faults.inject({
      match: "CreateDispatch",
      fault: { kind: "cut", when: "request" },
      times: 1,
    });
    await chat.command("UOPERATOR", COMMAND);
    await chat.advance(20_000);
    expect(chat.read()).toContain("(green) *support-line* joined `room-1`");
    expect(dispatchesIn(chat)).toHaveLength(1);
  });

  it.each([
    { kind: "status", status: 500 },
    { kind: "status", status: 503 },
    { kind: "status", status: 429, retryAfterS: 2 },
    { kind: "status", status: 429 },
    { kind: "garbage" },
    { kind: "wrong-json" },
  ] as const)("comes through one bad answer to the call itself: %j", async (fault) => {
    const chat = openChat();
    chat.livekit.faults.inject({ match: "CreateDispatch", fault, times: 1 });
    await chat.command("UOPERATOR", COMMAND);
    await chat.advance(30_000);
    expect(chat.read()).toContain("(green) *support-line* joined `room-1`");
    expect(dispatchesIn(chat)).toHaveLength(1);
  });

  it("does not take a platform that it cannot ask for an agent that did not come", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", COMMAND);
    chat.livekit.faults.inject({ match: "List", fault: { kind: "status", status: 503 } });
    await chat.advance(90_000);
    const said = chat.read();
    expect(said).toContain("⚪ I could not see whether *support-line*");
    expect(said).not.toContain("No agent joined");
  });

  it("ends at once when LiveKit refuses the key", async () => {
    const chat = openChat();
    chat.livekit.faults.inject({ match: "CreateDispatch", fault: { kind: "status", status: 401 } });
    await chat.command("UOPERATOR", COMMAND);
    await chat.advance(5_000);
    expect(chat.read()).toContain("`platform-unauthorized`");
    expect(chat.livekit.calls.list("CreateDispatch")).toHaveLength(1);
  });

  it("goes on where it was when its object is evicted at any moment", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", COMMAND);
    for (const waitMs of [0, 600, 10_000]) {
      for (const { stub } of await chat.alarms()) await evictDurableObject(stub);
      await chat.advance(waitMs);
    }
    expect(chat.read()).toContain("(green) *support-line* joined `room-1`");
    expect(dispatchesIn(chat)).toHaveLength(1);
  });
});
