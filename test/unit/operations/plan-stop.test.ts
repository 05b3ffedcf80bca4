import { expect, it } from "vitest";
import { succeed } from "../../../src/failure.ts";
import { planStop } from "../../../src/operations/plan-stop.ts";
import type { AgentSession, SessionList } from "../../../src/platforms/sessions.ts";
import { createFakePlatform } from "../platforms/fake-platform.ts";

const agent = { project: "prod", platform: "livekit", id: "CA_1", name: "support-line" } as const;
const ALL = { verb: "stop", session: null, room: null } as const;

const inRoom = (name: string, startedAt: number, people: readonly string[] = []): AgentSession => ({
  id: `PA_${name}`,
  deploymentId: null,
  startedAt,
  endedAt: null,
  coldStart: null,
  botStartSeconds: null,
  completionStatus: null,
  room: { name, identity: "agent-AJ_1", openedAt: 0, people },
});

const plan = (list: Partial<SessionList>) => {
  const { platform } = createFakePlatform({ project: "prod" });
  const whole = { total: 0, sessions: [], unreadRooms: 0, untoldRooms: 0, namesakes: [], ...list };
  return planStop(agent, ALL, { ...platform, listSessions: async () => succeed(whole) }, "usage");
};

it("names its sessions, the longest first, and who loses the agent", async () => {
  const sessions = [inRoom("late", 20, ["Ada"]), inRoom("early", 10, ["Bob", "Eve"])];
  const planned = await plan({ total: 2, sessions, unreadRooms: 7 });
  if (!planned.ok) throw new Error(planned.failure.kind);
  expect(planned.value.call).toEqual({
    kind: "stop-sessions",
    sessions: [
      { id: "PA_early", room: { name: "early", identity: "agent-AJ_1" } },
      { id: "PA_late", room: { name: "late", identity: "agent-AJ_1" } },
    ],
  });
  expect(planned.value.remarks).toMatchObject([
    { kind: "cut-off", people: 3, rooms: 2 },
    { kind: "sessions", sessions: [{ room: "early" }, { room: "late" }] },
    { kind: "rooms-unread", count: 7 },
  ]);
});

it("stops nothing where another agent has the same name: it might be the other one", async () => {
  expect(await plan({ total: 1, sessions: [inRoom("r", 1)], namesakes: ["CA_2"] })).toMatchObject({
    failure: { kind: "sessions-untold", why: expect.stringContaining("`CA_2`") },
  });
});

it("says that there is nothing to stop", async () => {
  const over = { ...inRoom("r", 1), endedAt: 2 };
  expect(await plan({ total: 1, sessions: [over] })).toMatchObject({ failure: { kind: "nothing-to-stop" } });
});
