import { describe, expect, it } from "vitest";
import { createFixture, START } from "./pipecat-fixture.ts";

const path = "/v1/agents/voice-starter/sessions";
const id = (last: number): string => `c0ffe${last}-0000-4000-8000-000000000${last}`;

describe("the sessions of an agent", () => {
  it("come newest first, ten at a time, with a total", async () => {
    const { call } = createFixture();
    const { body } = await call("GET", path);
    expect(body).toMatchObject({
      total_count: 5,
      sessions: [105, 104, 103, 102, 101].map((last) => ({ sessionId: id(last) })),
    });
    expect(body).toHaveProperty("sessions.2", {
      sessionId: id(103),
      serviceId: "5b0c2f5e-3c43-4a55-9b61-0f5a1c9d0001",
      organizationId: "9e1d4c3b-2a10-4f6e-8d7c-5b4a39281706",
      deploymentId: "1a6e0c1e-6f0d-4a57-8d3c-51f7a0c0b104",
      endedAt: "2026-11-22T09:00:40.000Z",
      botStartSeconds: 0,
      coldStart: false,
      completionStatus: "HTTP_ERROR",
      createdAt: "2026-11-22T09:00:00.000Z",
      updatedAt: "2026-11-22T09:00:40.000Z",
    });
    expect(body).toMatchObject({ sessions: [{ endedAt: null, completionStatus: null }, {}, {}, {}, {}] });
  });

  const hoursAgo = (hours: number): number => START / 1_000 - hours * 3_600;
  it.each([
    ["limit=2&offset=1", 5, [104, 103]],
    ["status=active", 2, [105, 104]],
    ["status=ended&limit=1", 3, [103]],
    ["startType=cold", 1, [105]],
    ["startType=warm&status=active", 1, [104]],
    ["deploymentId=c92f7d04-6f0d-4a57-8d3c-51f7a0c0b103", 1, [101]],
    [`startTime=${hoursAgo(4)}&endTime=${hoursAgo(1)}`, 1, [103]],
    [`startTime=${hoursAgo(4) * 1_000}&endTime=${hoursAgo(1) * 1_000}`, 1, [103]],
    ["startTimeMin=9", 1, [105]],
    ["startTimeMax=9&limit=1", 4, [104]],
    ["startTimeMin=0&startTimeMax=0&limit=1", 5, [105]],
  ])("are filtered by %s", async (query, total, found) => {
    const { call } = createFixture();
    const { body } = await call("GET", `${path}?${query}`);
    expect(body).toMatchObject({
      total_count: total,
      sessions: found.map((last) => ({ sessionId: id(last) })),
    });
  });

  it("answer a wrong query with the issues of zod 3 and a numeric code", async () => {
    const { call } = createFixture();
    expect(await call("GET", `${path}?status=bad_value`)).toEqual({
      status: 400,
      body: {
        error: "Invalid parameters",
        err: {
          issues: [
            {
              received: "bad_value",
              code: "invalid_enum_value",
              options: ["active", "ended", "all"],
              path: ["status"],
              message: "Invalid enum value. Expected 'active' | 'ended' | 'all', received 'bad_value'",
            },
          ],
          name: "ZodError",
        },
        code: "400",
      },
    });
    expect((await call("GET", `${path}?limit=many`)).body).toMatchObject({
      err: { issues: [{ path: ["limit"] }] },
    });
  });

  it("end by themselves at the limit of their deployment", async () => {
    const { call, look, advance } = createFixture();
    advance(7_200 - 12 * 60 - 1);
    expect((await look("voice-starter")).activeSessionCount).toBe(2);
    advance(1);
    expect((await look("voice-starter")).activeSessionCount).toBe(1);
    expect((await call("GET", `${path}/${id(104)}`)).body).toMatchObject({
      endedAt: "2026-11-22T13:48:00.000Z",
      completionStatus: "HTTP_COMPLETED",
    });
  });
});

describe("the sessions of an agent, by the organization's API", () => {
  it("tell how they ended, and are filtered by it", async () => {
    const { cloud, call, ask, advance } = createFixture();
    await call("DELETE", `${path}/${id(104)}`);
    cloud.world.scaleToZero("quiet-desk");
    const outcome = cloud.world.startSession("quiet-desk");
    if (!("session" in outcome)) throw new Error(outcome.refused);
    advance(5);
    cloud.world.endSession("quiet-desk", outcome.session.id);
    const states = async (agent: string, query = ""): Promise<unknown> =>
      (await ask(`/v1/organizations/local-org/services/${agent}/sessions${query}`)).body;
    expect(await states("voice-starter")).toMatchObject({
      sessions: ["active", "terminated", "agent_error", "completed", "completed"].map((endState) => ({
        endState,
      })),
    });
    expect(await states("quiet-desk", "?endState=ended_before_agent_start")).toMatchObject({
      total_count: 1,
      sessions: [{ sessionId: outcome.session.id }],
    });
    expect(await states("voice-starter", "?endState=exploded")).toMatchObject({
      code: "400",
      err: { issues: [{ path: ["endState"] }] },
    });
    expect((await call("GET", path)).body).not.toHaveProperty("sessions.0.endState");
  });

  it("tell one by one what happened so far", async () => {
    const { cloud, ask, advance } = createFixture();
    cloud.world.scaleToZero("quiet-desk");
    const outcome = cloud.world.startSession("quiet-desk");
    if (!("session" in outcome)) throw new Error(outcome.refused);
    const target = `/v1/organizations/local-org/services/quiet-desk/sessions/${outcome.session.id}`;
    const initiated = { eventCode: "SESSION_START_INITIATED", eventTs: "2026-11-22T12:00:00.000Z" };
    const arrived = { eventCode: "REQUEST_ARRIVED_AT_BOT", eventTs: "2026-11-22T12:00:10.000Z" };
    expect((await ask(target)).body).toMatchObject({ events: [initiated] });
    advance(30);
    expect((await ask(target)).body).toMatchObject({ events: [initiated, arrived] });
    cloud.world.endSession("quiet-desk", outcome.session.id);
    const completed = { eventCode: "SESSION_COMPLETED", eventTs: "2026-11-22T12:00:30.000Z" };
    expect((await ask(target)).body).toMatchObject({ events: [initiated, arrived, completed] });
  });
});

describe("one session", () => {
  it("carries its meetings and metrics", async () => {
    const { call } = createFixture();
    expect((await call("GET", `${path}/${id(104)}`)).body).toMatchObject({
      sessionId: id(104),
      resourceMetrics: { sampleCount: 72, cpuMillicoresP50: 142, memoryBytesP99: 467_664_896 },
      meetingIds: [{ meetingId: `meeting-${id(104)}` }],
    });
  });

  it("is stopped once and at once", async () => {
    const { call, look } = createFixture();
    expect(await call("DELETE", `${path}/${id(104)}`)).toEqual({
      status: 200,
      body: { status: "terminated", session_id: id(104) },
    });
    expect((await look("voice-starter")).activeSessionCount).toBe(1);
    expect((await call("GET", `${path}/${id(104)}`)).body).toMatchObject({
      endedAt: "2026-11-22T12:00:00.000Z",
    });
    expect((await call("DELETE", `${path}/${id(104)}`)).status).toBe(404);
  });

  it.each([
    ["DELETE", `${path}/not-a-uuid`, 400, "Invalid session ID"],
    ["DELETE", `${path}/${id(999)}`, 404, "Session not found"],
    ["GET", `${path}/${id(999)}`, 404, "Session not found"],
    ["DELETE", `/v1/agents/nobody/sessions/${id(104)}`, 404, "Service not found"],
    ["GET", "/v1/agents/nobody/sessions", 404, "agent deployment not found"],
  ])("is refused with a numeric code: %s %s", async (method, target, status, error) => {
    const { call } = createFixture();
    expect(await call(method, target)).toEqual({ status, body: { error, code: String(status) } });
  });
});
