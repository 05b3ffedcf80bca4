import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { createDispatchClient } from "../../../../src/platforms/livekit/dispatch-client.ts";
import type { DispatchRequest } from "../../../../src/platforms/port.ts";
import { recordFetch } from "../record-fetch.ts";
import { failedCall, now, project } from "./example-project.ts";

const open = (answer: () => Response) => {
  const { fetch, requests } = recordFetch(answer);
  return { client: createDispatchClient(project, { fetch, now }), requests };
};
const twirpError = (status: number, code: string, msg: string) => () =>
  Response.json({ code, msg }, { status });
const failureOf = (result: { ok: boolean; failure?: unknown }) => (result.ok ? null : result.failure);

const request: DispatchRequest = {
  agentName: "support-line",
  room: "room 1",
  metadata: '{"caller":"ü"}',
  restartPolicy: "never",
  deployment: "canary",
  attributes: { git_commit: "abc", "switchboard.operation": "42" },
};

const wireDispatch = {
  id: "AD_1",
  agent_name: "support-line",
  room: "room 1",
  metadata: '{"caller":"ü"}',
  restart_policy: "JRP_NEVER",
  deployment: "canary",
  attributes: { git_commit: "abc" },
  state: {
    created_at: "1795341600123456789",
    deleted_at: "0",
    jobs: [
      {
        id: "AJ_1",
        state: {
          status: "JS_FAILED",
          error: "worker died",
          started_at: "1795341601",
          ended_at: "1795341602000000",
          participant_identity: "agent-AJ_1",
          worker_id: "AW_1",
        },
      },
    ],
  },
};

const dispatch = {
  id: "AD_1",
  agentName: "support-line",
  room: "room 1",
  metadata: '{"caller":"ü"}',
  restartPolicy: "never",
  deployment: "canary",
  attributes: { git_commit: "abc" },
  createdAt: 1_795_341_600_123,
  deletedAt: null,
  jobs: [
    {
      id: "AJ_1",
      status: "failed",
      error: "worker died",
      startedAt: 1_795_341_601_000,
      endedAt: 1_795_341_602_000,
      participantIdentity: "agent-AJ_1",
      workerId: "AW_1",
    },
  ],
};

describe("DispatchClient requests", () => {
  it("creates with everything that a dispatch can carry, by a token for exactly that room", async () => {
    const { client, requests } = open(() => Response.json(wireDispatch));
    expect(await client.create(request)).toEqual({ ok: true, value: dispatch });
    expect(requests[0]?.url.href).toBe(
      "https://acme.livekit.cloud/twirp/livekit.AgentDispatchService/CreateDispatch",
    );
    expect(requests[0]?.body).toEqual({
      agent_name: "support-line",
      room: "room 1",
      metadata: '{"caller":"ü"}',
      restart_policy: "JRP_NEVER",
      deployment: "canary",
      attributes: { git_commit: "abc", "switchboard.operation": "42" },
    });
    const claims = decodeJwt(requests[0]?.headers.get("authorization")?.replace("Bearer ", "") ?? "");
    expect(claims).toMatchObject({ video: { roomAdmin: true, room: "room 1" } });
    expect(claims).not.toHaveProperty("agent");
    expect(requests[0]?.headers.has("x-livekit-cli-version")).toBe(false);
  });

  it("asks for restarts by their wire name", async () => {
    const { client, requests } = open(() => Response.json(wireDispatch));
    await client.create({ ...request, restartPolicy: "on-failure" });
    expect(requests[0]?.body).toMatchObject({ restart_policy: "JRP_ON_FAILURE" });
  });

  it("lists a room, whole or by one id, and removes", async () => {
    const { client, requests } = open(() => Response.json({ id: "AD_1", agent_dispatches: [] }));
    await client.list("room 1");
    await client.list("room 1", "AD_1");
    await client.remove("room 1", "AD_1");
    expect(requests.map(({ url, body }) => [url.pathname.split("/").at(-1), body])).toEqual([
      ["ListDispatch", { room: "room 1" }],
      ["ListDispatch", { room: "room 1", dispatch_id: "AD_1" }],
      ["DeleteDispatch", { room: "room 1", dispatch_id: "AD_1" }],
    ]);
  });
});

describe("DispatchClient answers", () => {
  it("reads lists, in camelCase too, and what is left out as not there yet", async () => {
    const { client } = open(() =>
      Response.json({
        agentDispatches: [
          wireDispatch,
          { id: "AD_2", agentName: "", state: null, restartPolicy: 7 },
          { id: "AD_3", state: { jobs: [{ id: "AJ_3" }] } },
        ],
      }),
    );
    const answer = await client.list("room 1");
    if (!answer.ok) throw new Error(answer.failure.kind);
    const [first, second, third] = answer.value;
    expect(first).toEqual(dispatch);
    expect(second).toEqual({
      id: "AD_2",
      agentName: "",
      room: "",
      metadata: "",
      restartPolicy: "unknown",
      deployment: "",
      attributes: {},
      createdAt: null,
      deletedAt: null,
      jobs: [],
    });
    expect(third?.restartPolicy).toBe("on-failure");
    expect(third?.jobs[0]).toMatchObject({ status: "pending", startedAt: null, endedAt: null, error: "" });
  });

  it.each([
    ["JS_PENDING", "pending"],
    ["JS_RUNNING", "running"],
    ["JS_SUCCESS", "success"],
    ["JS_FAILED", "failed"],
    ["JS_PAUSED", "unknown"],
    [1, "running"],
    [9, "unknown"],
  ])("reads job status %s as %s", async (status, expected) => {
    const { client } = open(() =>
      Response.json({ id: "AD_1", state: { jobs: [{ id: "AJ_1", state: { status } }] } }),
    );
    expect(await client.create(request)).toMatchObject({ ok: true, value: { jobs: [{ status: expected }] } });
  });

  it("does not take an answer without an id for a dispatch", async () => {
    const { client } = open(() => Response.json({}));
    expect(failureOf(await client.create(request))).toEqual({
      kind: "platform-unreadable",
      call: failedCall("CreateDispatch", true),
      path: "id",
    });
  });
});

describe("DispatchClient failures", () => {
  const silent = twirpError(503, "unavailable", "twirp error unknown: no response from servers");
  const inactive = { kind: "room-not-active", room: "room 1", project: "prod" };

  it("reads the silence of a room's servers as a room that is not active", async () => {
    expect(failureOf(await open(silent).client.list("room 1"))).toEqual(inactive);
    expect(failureOf(await open(silent).client.remove("room 1", "AD_1"))).toEqual(inactive);
  });

  it("does not take every 503 for that, nor that for a room when a dispatch was to be created", async () => {
    const unavailable = { kind: "platform-unavailable", cause: "server-error" };
    const overloaded = twirpError(503, "unavailable", "overloaded");
    expect(failureOf(await open(overloaded).client.list("room 1"))).toMatchObject(unavailable);
    expect(failureOf(await open(overloaded).client.remove("room 1", "AD_1"))).toMatchObject(unavailable);
    expect(failureOf(await open(silent).client.create(request))).toEqual({
      ...unavailable,
      call: failedCall("CreateDispatch", true),
    });
  });

  it("names the dispatch that is not there", async () => {
    const missing = twirpError(404, "not_found", "twirp error unknown: dispatch ID not found");
    expect(failureOf(await open(missing).client.remove("room 1", "AD_9"))).toEqual({
      kind: "dispatch-not-found",
      dispatchId: "AD_9",
      room: "room 1",
    });
  });

  it("says that the room is not active where rooms are not created by themselves", async () => {
    const missing = twirpError(404, "not_found", "requested room does not exist");
    expect(failureOf(await open(missing).client.create(request))).toEqual(inactive);
  });

  it("passes on what the service refuses, and marks what would have changed something", async () => {
    const tooLong = twirpError(400, "invalid_argument", "metadata size exceeds limits");
    expect(failureOf(await open(tooLong).client.create(request))).toEqual({
      kind: "platform-refused",
      call: failedCall("CreateDispatch", true),
      status: 400,
      message: "metadata size exceeds limits",
    });
    const denied = () => new Response("invalid API key", { status: 401 });
    expect(failureOf(await open(denied).client.remove("r", "AD_1"))).toEqual({
      kind: "platform-unauthorized",
      call: failedCall("DeleteDispatch", true),
    });
    expect(failureOf(await open(denied).client.list("r"))).toEqual({
      kind: "platform-unauthorized",
      call: failedCall("ListDispatch"),
    });
  });
});
