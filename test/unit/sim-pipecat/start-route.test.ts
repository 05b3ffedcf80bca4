import { describe, expect, it } from "vitest";
import * as z from "zod";
import { createFixture } from "./pipecat-fixture.ts";

const startedSchema = z.object({ sessionId: z.guid() });

describe("a caller with the public key", () => {
  it("starts a session", async () => {
    const { start, look, call } = createFixture();
    const { status, body } = await start("voice-starter", { body: { customer: "7" } });
    expect(status).toBe(200);
    const { sessionId } = startedSchema.strict().parse(body);
    expect((await look("voice-starter")).activeSessionCount).toBe(3);
    const target = `/v1/agents/voice-starter/sessions/${sessionId}`;
    expect((await call("GET", target)).body).toMatchObject({ endedAt: null, coldStart: true });
  });

  it("gets a room when asked for one", async () => {
    const { start } = createFixture();
    const { body } = await start("voice-starter", { createDailyRoom: true, dailyRoomProperties: {} });
    const { sessionId } = startedSchema.parse(body);
    const dailyRoom = `https://local.daily.test/${sessionId}`;
    expect(body).toEqual({ sessionId, dailyRoom, dailyToken: `token-of-${sessionId}` });
  });

  it("is turned away when all instances are taken, in a form of its own", async () => {
    const { start } = createFixture();
    for (const _ of [3, 4, 5]) expect((await start("voice-starter", {})).status).toBe(200);
    expect(await start("voice-starter", {})).toEqual({
      status: 429,
      body: { status: 429, code: "429", message: "Rate limit exceeded. Please try again later" },
    });
  });

  it("is turned away while nothing serves", async () => {
    const { cloud, start, advance } = createFixture();
    cloud.world.crash("voice-starter");
    advance(60);
    expect(await start("voice-starter", {})).toMatchObject({ status: 400, body: { code: "PCC-1001" } });
  });

  it("is turned away at the spend limit", async () => {
    const { cloud, start } = createFixture();
    cloud.world.setSpending({ limitCents: 100, currentCents: 150 });
    expect(await start("voice-starter", {})).toEqual({
      status: 402,
      body: {
        error: "Spend limit reached",
        code: "SPEND_LIMIT_REACHED",
        limitCents: 100,
        currentSpendCents: 150,
      },
    });
  });

  it.each([
    ["an agent that is not there", "nobody", {}, 404],
    ["a body that is no object", "voice-starter", { body: "text" }, 400],
    ["a body that is too big", "voice-starter", { body: { text: "x".repeat(1_000_000) } }, 413],
    ["no JSON", "voice-starter", "{", 400],
    ["a socket, which is not simulated", "voice-starter", { transport: "websocket" }, 404],
  ])("is refused with a numeric code: %s", async (_, agent, body, status) => {
    const { start } = createFixture();
    expect(await start(agent, body)).toMatchObject({ status, body: { code: String(status) } });
  });
});

describe("a public key", () => {
  it("starts sessions from its creation to its revocation, and can do nothing else", async () => {
    const { manage, start, cloud } = createFixture();
    const made = await manage("POST", "/apiKeys", { name: "Kiosk", type: "public" });
    const { id, key } = z.object({ id: z.string(), key: z.string() }).parse(made.body);
    expect((await start("voice-starter", {}, key)).status).toBe(200);
    const headers = { authorization: `Bearer ${key}`, "user-agent": "test" };
    const other = await cloud.fetch(new Request("http://pipecat.test/v1/agents", { headers }));
    expect(other.status).toBe(401);
    expect(await manage("DELETE", `/apiKeys/${id}`)).toEqual({ status: 200, body: { status: "OK" } });
    expect((await start("voice-starter", {}, key)).status).toBe(401);
    expect((await manage("GET", "/apiKeys")).body).toEqual({
      public: [
        expect.objectContaining({ key: "pk_local", revoked: false, metadata: { name: "Website" } }),
        { id, key, createdAt: "2026-11-22T12:00:00.000Z", revoked: true, metadata: { name: "Kiosk" } },
      ],
    });
  });

  it("is one of five at the most", async () => {
    const { manage } = createFixture();
    const make = () => manage("POST", "/apiKeys", { name: "Kiosk", type: "public" });
    for (const _ of [2, 3, 4, 5]) expect((await make()).status).toBe(200);
    expect((await make()).status).toBe(400);
  });

  it("of another type is refused, and so is the revocation of none", async () => {
    const { manage } = createFixture();
    expect((await manage("POST", "/apiKeys", { name: "Kiosk", type: "private" })).status).toBe(400);
    expect((await manage("DELETE", "/apiKeys/none")).status).toBe(404);
  });
});
