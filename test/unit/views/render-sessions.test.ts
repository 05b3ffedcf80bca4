import { describe, expect, it } from "vitest";
import type { AgentSession, SessionList } from "../../../src/platforms/sessions.ts";
import { renderRoomSessions } from "../../../src/views/render-room-sessions.ts";
import { renderSession } from "../../../src/views/render-session.ts";
import { renderSessions } from "../../../src/views/render-sessions.ts";
import type { View } from "../../../src/views/view.ts";
import { asker, HOUR, liveKitAgent, MINUTE, NOW, pipecatAgent, SECOND } from "./fixtures.ts";
import { buttonsOf, show } from "./show.ts";

const voiceStarter = pipecatAgent("voice", "voice-starter");
const commands = (view: View): string[] => buttonsOf(view).map(({ value }) => value ?? "");
const labels = (view: View): string[] => buttonsOf(view).map(({ text }) => text.text);
const supportLine = liveKitAgent("prod", "support-line");
const CURRENT = "7c1b8a44-0000-4000-8000-000000000001";
const list = (sessions: readonly AgentSession[], more: Partial<SessionList> = {}): SessionList => ({
  total: sessions.length,
  sessions,
  unreadRooms: 0,
  untoldRooms: 0,
  namesakes: [],
  ...more,
});
const all = { ...asker, status: null, current: CURRENT };

const session: AgentSession = {
  id: "4b0c1f",
  deploymentId: CURRENT,
  startedAt: NOW - 250 * SECOND,
  endedAt: null,
  coldStart: true,
  botStartSeconds: 9.83,
  completionStatus: null,
  room: null,
};
const ended = {
  ...session,
  id: "9d2e3a",
  startedAt: NOW - HOUR,
  endedAt: NOW - 30 * MINUTE,
  coldStart: false,
  botStartSeconds: 0.71,
  completionStatus: "200",
};

describe("renderSessions", () => {
  it("shows live ones first, with age, start, and whether they are on an older deployment", () => {
    const older = {
      ...session,
      id: "older",
      startedAt: NOW - 2 * HOUR,
      coldStart: null,
      deploymentId: "11111111-0000-4000-8000-000000000001",
    };
    const view = renderSessions(voiceStarter, list([ended, older, session], { total: 14 }), all);
    expect(view.text).toMatchInlineSnapshot(
      `"voice-starter in voice has 2 live sessions, 1 of them on an older deployment · 1 ended."`,
    );
    expect(show(view)).toMatchInlineSnapshot(`
      "*voice/voice-starter* has 2 live sessions, 1 of them on an older deployment · 1 ended
      \`4b0c1f\` · *live* for 4 min 10 s · started {2025-08-11 02:39 UTC} · cold start, 9.8 s · deployment \`7c1b8a44\`  [Open]
      \`older\` · *live* for 2 h · started {2025-08-11 00:44 UTC} · up after 9.8 s · older deployment \`11111111\`  [Open]
      \`9d2e3a\` · ended after 30 min · started {2025-08-11 01:44 UTC} · warm start, 0.7 s · deployment \`7c1b8a44\` · completed with \`200\`  [Open]
      _ … and 11 more that are not listed · as of {2025-08-11 02:44 UTC}
      [Stop all…] [Live ones only] [Status] [Refresh] [Share to channel]"
    `);
    expect(commands(view)).toContain("/agent sessions voice/voice-starter --session 4b0c1f");
  });

  it("calls nothing old where the deployment of today is not known", () => {
    const view = renderSessions(voiceStarter, list([session]), { ...all, current: null });
    expect(show(view)).not.toContain("older");
  });

  it("offers to stop all only where somebody calls, and asks once more", () => {
    expect(labels(renderSessions(voiceStarter, list([session]), all))).toContain("Stop all…");
    const quiet = renderSessions(voiceStarter, list([]), all);
    expect(quiet.text).toBe("voice-starter in voice has no live session.");
    expect(labels(quiet)).not.toContain("Stop all…");
  });

  it("keeps the question when it is asked again", () => {
    const view = renderSessions(voiceStarter, list([ended]), { ...all, status: "ended" });
    expect(view.text).toBe("voice-starter in voice has 1 ended session.");
    expect(commands(view)).toContain("/agent sessions voice/voice-starter --status ended");
  });

  it("does not guess what it was not told", () => {
    const bare = { ...session, startedAt: null, coldStart: null, botStartSeconds: null, deploymentId: null };
    expect(show(renderSessions(voiceStarter, list([bare]), all))).toContain("`4b0c1f` · *live*");
  });
});

describe("renderSession", () => {
  const detail = {
    ...session,
    metrics: {
      samples: 24,
      cpu: { p50: 142, p90: 268.4, p95: null, p99: 404 },
      memory: { p50: 421_527_552, p90: null, p95: null, p99: 467_664_896 },
    },
    meetings: [{ meetingId: "m-1", participantId: "p-1" }],
  };

  it("shows what it used, its meeting, and what can be done", () => {
    const view = renderSession(voiceStarter, detail, { ...asker, current: CURRENT });
    expect(show(view)).toMatchInlineSnapshot(`
      "Session \`4b0c1f\` of *voice/voice-starter*
      *live* for 4 min 10 s · started {2025-08-11 02:39 UTC} · cold start, 9.8 s · deployment \`7c1b8a44\`
      CPU: p50 142m · p90 268m · p99 404m
      memory: p50 402 MB · p99 446 MB
      meeting \`m-1\`
      _ from 24 samples · as of {2025-08-11 02:44 UTC}
      [Logs] [Stop…] [Sessions] [Refresh] [Share to channel]"
    `);
    expect(commands(view)).toEqual(
      expect.arrayContaining([
        "/agent logs voice/voice-starter --session 4b0c1f",
        "/agent stop voice/voice-starter --session 4b0c1f",
      ]),
    );
  });

  it("offers no stop of what is over, and says that nothing was measured", () => {
    const over = { ...ended, metrics: null, meetings: [] };
    const view = renderSession(voiceStarter, over, { ...asker, current: null });
    expect(show(view)).toContain("CPU and memory: not measured\n");
    expect(labels(view)).not.toContain("Stop…");
  });
});

describe("renderRoomSessions", () => {
  const inRoom = (name: string, people: readonly string[]): AgentSession => ({
    ...session,
    id: `PA_${name}`,
    deploymentId: null,
    coldStart: null,
    botStartSeconds: null,
    room: { name, identity: "agent-AJ_1", openedAt: NOW - 10 * MINUTE, people },
  });
  const options = { ...asker, status: null, room: null };

  it("shows the rooms with who is there, and sends the agent out of one", () => {
    const view = renderRoomSessions(
      supportLine,
      list([inRoom("room 1", ["<!channel>", "Ada"]), inRoom("room-2", [])], {
        unreadRooms: 12,
        untoldRooms: 1,
      }),
      options,
    );
    expect(show(view)).toMatchInlineSnapshot(`
      "*prod/support-line* is in 2 rooms
      *room 1* · *live* for 4 min 10 s · with &lt;!channel&gt; and Ada · room open for 10 min · as \`agent-AJ_1\`  [Remove the agent…]
      *room-2* · *live* for 4 min 10 s · nobody else there · room open for 10 min · as \`agent-AJ_1\`  [Remove the agent…]
      _ 12 rooms not looked into; \`--room\` looks into one · 1 room with an agent of which LiveKit does not say which it is · as of {2025-08-11 02:44 UTC}
      [Stop all…] [Status] [Refresh] [Share to channel]"
    `);
    expect(commands(view)).toEqual(
      expect.arrayContaining([
        '/agent stop prod/support-line --room "room 1"',
        "/agent stop prod/support-line --all",
      ]),
    );
  });

  it("sends nobody out where another agent has the same name", () => {
    const view = renderRoomSessions(supportLine, list([inRoom("r", [])], { namesakes: ["CA_2"] }), options);
    expect(show(view)).toContain("`CA_2` is also called `support-line`");
    expect(commands(view).filter((command) => command.includes("stop"))).toEqual([]);
  });

  it("says that it is nowhere, and that there is no list of what ended", () => {
    expect(renderRoomSessions(supportLine, list([]), options).text).toContain("is in no room");
    expect(renderRoomSessions(supportLine, list([]), { ...options, status: "ended" }).text).toContain(
      "keeps no list of sessions that ended",
    );
  });
});
