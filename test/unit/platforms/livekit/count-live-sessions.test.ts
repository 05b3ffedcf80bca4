import { describe, expect, it } from "vitest";
import { limitConnections } from "../../../../src/platforms/limit-connections.ts";
import { createLiveKitPlatform } from "../../../../src/platforms/livekit/livekit-platform.ts";
import type { AgentIdentity } from "../../../../src/platforms/port.ts";
import { type RecordedRequest, recordFetch } from "../record-fetch.ts";
import { failedCall, now, project } from "./example-project.ts";

const agent = { project: "prod", platform: "livekit", id: "CA_1", name: "support-line" } as const;

interface Room {
  readonly dispatches?: readonly { readonly agent: string; readonly identity?: string }[];
  readonly participants?: readonly {
    readonly identity: string;
    readonly kind?: string;
    readonly state?: string;
    readonly attributes?: Readonly<Record<string, string>>;
  }[];
}

const answerFor =
  (rooms: Readonly<Record<string, Room>>) =>
  ({ url, body }: RecordedRequest) => {
    const name = JSON.stringify(body).match(/"room":"([^"]*)"/)?.[1] ?? "";
    const { dispatches = [], participants = [] } = rooms[name] ?? {};
    switch (url.pathname.split("/").at(-1)) {
      case "ListRooms":
        return Response.json({ rooms: Object.keys(rooms).map((room) => ({ name: room })) });
      case "ListDispatch":
        return Response.json({
          agent_dispatches: dispatches.map(({ agent: agentName, identity = "" }) => ({
            id: "AD_1",
            agent_name: agentName,
            room: name,
            state: {
              jobs: [{ id: "AJ_1", state: { status: "JS_RUNNING", participant_identity: identity } }],
            },
          })),
        });
      default:
        return Response.json({
          participants: participants.map((participant) => ({
            kind: "AGENT",
            state: "ACTIVE",
            ...participant,
          })),
        });
    }
  };

const count = async (answer: (request: RecordedRequest) => Response, of: AgentIdentity = agent) => {
  const { fetch, requests } = recordFetch(answer);
  const platform = createLiveKitPlatform(project, { fetch: limitConnections(fetch), now });
  return { result: await platform.countLiveSessions(of), requests };
};
const inRoom = (name: string, identity: string): Room => ({
  dispatches: [{ agent: name, identity }],
  participants: [{ identity: "caller", kind: "SIP" }, { identity }],
});

describe("countLiveSessions", () => {
  it("counts the rooms in which a dispatch of this agent has its participant", async () => {
    const { result } = await count(
      answerFor({
        serving: inRoom("support-line", "agent-1"),
        "serving too": inRoom("support-line", "agent-2"),
        "another agent": inRoom("night-desk", "agent-3"),
        "gone again": { dispatches: [{ agent: "support-line", identity: "agent-4" }] },
        "not there yet": {
          dispatches: [{ agent: "support-line" }],
          participants: [{ identity: "agent-AJ_0" }],
        },
        "named after its job": {
          dispatches: [{ agent: "support-line" }],
          participants: [{ identity: "agent-AJ_1" }],
        },
        "just leaving": {
          dispatches: [{ agent: "support-line", identity: "agent-8" }],
          participants: [{ identity: "agent-8", state: "DISCONNECTED" }],
        },
        "a person of that name": {
          dispatches: [{ agent: "support-line", identity: "agent-5" }],
          participants: [{ identity: "agent-5", kind: "STANDARD" }],
        },
        "twice in one": {
          dispatches: [
            { agent: "support-line", identity: "agent-6" },
            { agent: "support-line", identity: "agent-7" },
          ],
          participants: [{ identity: "agent-6" }, { identity: "agent-7" }],
        },
      }),
    );
    expect(result).toEqual({ ok: true, value: 4 });
  });

  it("takes LiveKit's word for who a participant is, and else asks for the dispatches", async () => {
    const told = (name: string): Room => ({
      participants: [{ identity: "agent-9", attributes: { "lk.agent_name": name } }],
    });
    const { result, requests } = await count(
      answerFor({
        one: told("support-line"),
        two: told("night-desk"),
        three: {},
        four: inRoom("support-line", "agent-1"),
      }),
    );
    expect(result).toEqual({ ok: true, value: 2 });
    expect(requests.map(({ url }) => url.pathname.split("/").at(-1)).toSorted()).toEqual([
      "ListDispatch",
      "ListParticipants",
      "ListParticipants",
      "ListParticipants",
      "ListParticipants",
      "ListRooms",
    ]);
    expect(requests[0]?.url.href).toBe("https://acme.livekit.cloud/twirp/livekit.RoomService/ListRooms");
  });

  it("finds none where no room is active", async () => {
    expect((await count(answerFor({}))).result).toEqual({ ok: true, value: 0 });
  });

  it("leaves the number open with more than twenty rooms, after one call", async () => {
    const rooms = (many: number) =>
      Object.fromEntries(Array.from({ length: many }, (_, index) => [`room ${index}`, {}]));
    const busy = await count(answerFor(rooms(21)));
    expect(busy.result).toEqual({ ok: true, value: null });
    expect(busy.requests).toHaveLength(1);
    expect((await count(answerFor(rooms(20)))).result).toEqual({ ok: true, value: 0 });
  });

  it("leaves it open, and asks nobody, for an agent without a name", async () => {
    const { result, requests } = await count(answerFor({}), { ...agent, name: agent.id });
    expect(result).toEqual({ ok: true, value: null });
    expect(requests).toEqual([]);
  });

  it("takes a room that closed meanwhile for one that is empty", async () => {
    const rooms = answerFor({ one: inRoom("support-line", "agent-1"), two: {} });
    const { result } = await count((request) =>
      request.url.pathname.endsWith("ListDispatch") && JSON.stringify(request.body).includes("two")
        ? Response.json(
            { code: "unavailable", msg: "twirp error unknown: no response from servers" },
            { status: 503 },
          )
        : rooms(request),
    );
    expect(result).toEqual({ ok: true, value: 1 });
  });

  it.each(["ListRooms", "ListDispatch", "ListParticipants"])("reports a failing %s", async (method) => {
    const rooms = answerFor({ one: inRoom("support-line", "agent-1") });
    const { result } = await count((request) =>
      request.url.pathname.endsWith(method) ? new Response(null, { status: 401 }) : rooms(request),
    );
    expect(result).toEqual({
      ok: false,
      failure: { kind: "platform-unauthorized", call: failedCall(method) },
    });
  });
});
