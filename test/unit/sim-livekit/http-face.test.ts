import { beforeEach, describe, expect, it } from "vitest";
import { createFixture, type RawCall } from "./cloud-fixture.ts";

let fixture: ReturnType<typeof createFixture>;
beforeEach(() => {
  fixture = createFixture();
});

const LIST_AGENTS = "/twirp/livekit.CloudAgent/ListAgents";
const CREATE_DISPATCH = "/twirp/livekit.AgentDispatchService/CreateDispatch";
const claims = { agent: { admin: true }, video: { roomAdmin: true, room: "room-1" } };

describe("Twirp", () => {
  it.each<[string, string, RawCall, number, unknown]>([
    [
      "a content type that it does not know",
      CREATE_DISPATCH,
      { headers: { "content-type": "text/plain" } },
      404,
      {
        code: "bad_route",
        msg: 'unexpected Content-Type: "text/plain"',
        meta: { twirp_invalid_route: `POST ${CREATE_DISPATCH}` },
      },
    ],
    [
      "a GET",
      LIST_AGENTS,
      { verb: "GET" },
      404,
      {
        code: "bad_route",
        msg: 'unsupported method "GET" (only POST is allowed)',
        meta: { twirp_invalid_route: `GET ${LIST_AGENTS}` },
      },
    ],
    [
      "a method that never was",
      "/twirp/livekit.RoomService/Explode",
      {},
      404,
      {
        code: "bad_route",
        msg: 'no handler for path "/twirp/livekit.RoomService/Explode"',
        meta: { twirp_invalid_route: "POST /twirp/livekit.RoomService/Explode" },
      },
    ],
    [
      "a slash behind the method",
      `${LIST_AGENTS}/`,
      {},
      404,
      {
        code: "bad_route",
        msg: `no handler for path "${LIST_AGENTS}/"`,
        meta: { twirp_invalid_route: `POST ${LIST_AGENTS}/` },
      },
    ],
    [
      "a body that is no JSON",
      CREATE_DISPATCH,
      { body: "{" },
      400,
      { code: "malformed", msg: "the json request could not be decoded" },
    ],
    [
      "a body that is no object",
      CREATE_DISPATCH,
      { body: "[]" },
      400,
      { code: "malformed", msg: "the json request could not be decoded" },
    ],
    [
      "a field of the wrong type",
      CREATE_DISPATCH,
      { body: { room: 7 } },
      400,
      { code: "malformed", msg: "the json request could not be decoded" },
    ],
    [
      "a call to the agents API without the CLI's version",
      LIST_AGENTS,
      { headers: { "x-livekit-cli-version": "" } },
      400,
      { code: "malformed", msg: "livekit-cli version header is required" },
    ],
  ])("refuses %s", async (_, path, call, status, body) => {
    const response = await fixture.send(path, { claims, ...call });
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.json()).toEqual(body);
  });

  it("reads JSON with a charset", async () => {
    const headers = { "content-type": "Application/JSON; charset=UTF-8" };
    expect((await fixture.send(LIST_AGENTS, { claims, headers })).status).toBe(200);
  });
});

describe("HTTP face", () => {
  it.each(["/twirp/livekit.Nonsense/Explode", "/agents"])("does not know %s", async (path) => {
    const response = await fixture.send(path, { claims });
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(await response.text()).toBe("404 page not found\n");
  });

  it("says at its root that it is well", async () => {
    const response = await fixture.send("/", { authorization: null, verb: "GET" });
    expect([response.status, await response.text()]).toEqual([200, "OK"]);
  });

  it("overlooks a second slash at the beginning", async () => {
    expect((await fixture.send(`/${LIST_AGENTS}`, { claims })).status).toBe(200);
  });

  it("refuses a body above 10 MiB in plain text", async () => {
    const body = JSON.stringify({ room: "room-1", metadata: "x".repeat(10 * 1024 * 1024) });
    const response = await fixture.send(CREATE_DISPATCH, { claims, body });
    expect(response.status).toBe(413);
    expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
  });

  it.each([
    ["acme.livekit.cloud", "text"],
    ["acme.staging.livekit.cloud", "text"],
    ["agents.livekit.cloud", "json"],
    ["agents.staging.livekit.cloud", "json"],
    ["osbxash1a.agents.livekit.cloud", "json"],
    ["127.0.0.1:8792", "json"],
  ])("answers the agents API at %s with %s", async (host, kind) => {
    const response = await fixture.send(LIST_AGENTS, { claims, host });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain(kind);
  });
});

describe("faults and the call log", () => {
  it("logs what the service understood, and neither token nor raw body", async () => {
    const body = { room: "room-1", agentName: "support-line", password: "hunter2" };
    await fixture.send(CREATE_DISPATCH, { claims, body });
    const [call] = fixture.cloud.calls.list("CreateDispatch");
    expect(call).toMatchObject({
      at: fixture.now(),
      method: "POST",
      path: CREATE_DISPATCH,
      status: 200,
      request: { room: "room-1", agent_name: "support-line" },
    });
    expect(JSON.stringify(call)).not.toMatch(/hunter2|Bearer|eyJ/);
  });

  it("answers an injected status instead of the service, and logs it", async () => {
    fixture.cloud.faults.inject({
      match: "CreateDispatch",
      fault: { kind: "status", status: 429, retryAfterS: 3 },
      times: 1,
    });
    const refused = await fixture.send(CREATE_DISPATCH, { claims, body: { room: "room-1" } });
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("3");
    expect(fixture.project().rooms).toEqual([]);
    await fixture.send(CREATE_DISPATCH, { claims, body: { room: "room-1" } });
    expect(fixture.cloud.calls.list("CreateDispatch").map(({ status }) => status)).toEqual([429, 200]);
  });

  it("carries a request out whose answer is cut off", async () => {
    fixture.cloud.faults.inject({ match: "CreateDispatch", fault: { kind: "cut", when: "response" } });
    await expect(
      fixture.send(CREATE_DISPATCH, { claims, body: { room: "room-1", agent_name: "support-line" } }),
    ).rejects.toThrow();
    expect(fixture.room("room-1")?.dispatches).toHaveLength(1);
    expect(fixture.cloud.calls.list().map(({ status }) => status)).toEqual([200]);
  });

  it("logs status 0 for a request that is cut off before it arrives", async () => {
    fixture.cloud.faults.inject({ match: "CreateDispatch", fault: { kind: "cut", when: "request" } });
    await expect(fixture.send(CREATE_DISPATCH, { claims })).rejects.toThrow();
    expect(fixture.cloud.calls.list().map(({ status }) => status)).toEqual([0]);
  });
});
