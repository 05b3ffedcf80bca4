import { SignJWT } from "jose";
import { beforeEach, describe, expect, it } from "vitest";
import { createFixture } from "./cloud-fixture.ts";

let fixture: ReturnType<typeof createFixture>;
beforeEach(() => {
  fixture = createFixture();
});

const LIST_AGENTS = "/twirp/livekit.CloudAgent/ListAgents";
const CREATE_DISPATCH = "/twirp/livekit.AgentDispatchService/CreateDispatch";
const ADMIN = { agent: { admin: true } };
const PERMISSIONS_DENIED = { code: "unauthenticated", msg: "permissions denied" };

describe("token", () => {
  it.each([
    ["one minute of leeway before it expires", -50, 200],
    ["no more than that", -70, 401],
  ])("has %s", async (_, lifeS, status) => {
    const token = await fixture.sign(ADMIN, "devkey", "secret", lifeS);
    const response = await fixture.send(LIST_AGENTS, { authorization: `Bearer ${token}` });
    expect(response.status).toBe(status);
  });

  it("is also read from the query", async () => {
    const path = `${LIST_AGENTS}?access_token=${await fixture.sign(ADMIN)}`;
    expect((await fixture.send(path, { authorization: null })).status).toBe(200);
  });

  it("names the project by its issuer alone", async () => {
    const token = await fixture.sign(ADMIN, "stagingkey", "secret-staging");
    const response = await fixture.send(LIST_AGENTS, { authorization: `Bearer ${token}` });
    expect(await response.json()).toMatchObject({ agents: [{ agent_id: "CA_s3MvB6kPn8Hu" }] });
  });
});

describe("a token that cannot be trusted is answered in plain text with 401", () => {
  const refusals: [string, () => Promise<string> | string, string][] = [
    [
      "another prefix",
      () => "Token abc",
      // The header ends in a blank on the real server, too.
      "invalid authorization header. Must start with Bearer ",
    ],
    ["no JWT", () => "Bearer abc", "invalid authorization token"],
    [
      "an unknown key",
      async () => `Bearer ${await fixture.sign(ADMIN, "otherkey")}`,
      "invalid API key: otherkey",
    ],
    [
      "the secret of another project",
      async () => `Bearer ${await fixture.sign(ADMIN, "devkey", "secret-staging")}`,
      "invalid token: ‹token›, error: token signature is invalid: signature is invalid",
    ],
    [
      "an expired token",
      async () => `Bearer ${await fixture.sign(ADMIN, "devkey", "secret", -3600)}`,
      "invalid token: ‹token›, error: token has invalid claims: token is expired",
    ],
    [
      "a token from the future",
      async () =>
        `Bearer ${await new SignJWT(ADMIN)
          .setProtectedHeader({ alg: "HS256" })
          .setIssuer("devkey")
          .setNotBefore(fixture.now() / 1000 + 120)
          .setExpirationTime(fixture.now() / 1000 + 180)
          .sign(new TextEncoder().encode("secret"))}`,
      "invalid token: ‹token›, error: token has invalid claims: token is not valid yet",
    ],
    [
      "a token that never expires",
      async () =>
        `Bearer ${await new SignJWT(ADMIN)
          .setProtectedHeader({ alg: "HS256" })
          .setIssuer("devkey")
          .sign(new TextEncoder().encode("secret"))}`,
      "invalid token: ‹token›, error: token has invalid claims: token is missing required claim: exp claim is required",
    ],
    [
      "another algorithm",
      async () =>
        `Bearer ${await new SignJWT(ADMIN)
          .setProtectedHeader({ alg: "HS512" })
          .setIssuer("devkey")
          .setExpirationTime(fixture.now() / 1000 + 60)
          .sign(new TextEncoder().encode("secret"))}`,
      "invalid token: ‹token›, error: token signature is invalid: signing method HS512 is invalid",
    ],
    [
      "a grant of the wrong type",
      async () => `Bearer ${await fixture.sign({ agent: { admin: "yes" } })}`,
      "invalid token: ‹token›, error: token is malformed: could not JSON decode claim",
    ],
  ];

  it.each(refusals)("for %s", async (_, authorization, text) => {
    const header = await authorization();
    const response = await fixture.send(LIST_AGENTS, { authorization: header });
    expect(response.status).toBe(401);
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    // Whoever sent a token gets it back.
    expect(await response.text()).toBe(text.replace("‹token›", header.replace("Bearer ", "")));
  });
});

describe("a missing grant is answered by Twirp with 401", () => {
  const room = { roomAdmin: true, room: "room-1" };
  it.each([
    ["CloudAgent with a video grant", LIST_AGENTS, { video: room }],
    ["CloudAgent with the grant of a worker", LIST_AGENTS, { video: { agent: true } }],
    ["CloudAgent with agent.admin false", LIST_AGENTS, { agent: { admin: false } }],
    ["a dispatch with agent.admin", CREATE_DISPATCH, ADMIN],
    ["a dispatch without roomAdmin", CREATE_DISPATCH, { video: { room: "room-1" } }],
    ["a dispatch with roomAdmin for all rooms", CREATE_DISPATCH, { video: { roomAdmin: true } }],
    ["a dispatch with another room", CREATE_DISPATCH, { video: { ...room, room: "Room-1" } }],
    ["ListRooms with roomCreate", "/twirp/livekit.RoomService/ListRooms", { video: { roomCreate: true } }],
    ["CreateRoom with roomList", "/twirp/livekit.RoomService/CreateRoom", { video: { roomList: true } }],
    ["DeleteRoom with roomAdmin", "/twirp/livekit.RoomService/DeleteRoom", { video: room }],
    [
      "ListParticipants with roomList",
      "/twirp/livekit.RoomService/ListParticipants",
      { video: { roomList: true } },
    ],
  ])("for %s", async (_, path, claims) => {
    const response = await fixture.send(path, {
      claims,
      body: { room: "room-1", agent_name: "support-line" },
    });
    expect(response.status).toBe(401);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.json()).toEqual(PERMISSIONS_DENIED);
    expect(fixture.project().rooms).toEqual([]);
  });

  it("for a request without any token", async () => {
    const response = await fixture.send(LIST_AGENTS, { authorization: null });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual(PERMISSIONS_DENIED);
  });
});
