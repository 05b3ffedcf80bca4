import { beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import * as agents from "../../../node_modules/@livekit/protocol/src/gen/livekit_cloud_agent_pb.js";
import { COVERAGE } from "../../../sim/livekit/coverage.ts";
import { createFixture } from "./cloud-fixture.ts";

let fixture: ReturnType<typeof createFixture>;
beforeEach(() => {
  fixture = createFixture();
});

const claims = { agent: { admin: true } };
const TWIRP = COVERAGE.filter(({ route, support }) => route.includes("/twirp/") && support !== "absent");

const sendBytes = async (path: string, body: Uint8Array, hasToken = true): Promise<Response> => {
  const headers = new Headers({ "content-type": "application/protobuf", "x-livekit-cli-version": "2.18.1" });
  if (hasToken) headers.set("authorization", `Bearer ${await fixture.sign(claims)}`);
  const url = `http://localhost:8792${path}`;
  return await fixture.cloud.fetch(new Request(url, { method: "POST", headers, body: new Uint8Array(body) }));
};
const sendMessage = (method: string, request: { toBinary(): Uint8Array }) =>
  sendBytes(`/twirp/livekit.CloudAgent/${method}`, request.toBinary());

describe("application/protobuf", () => {
  it("says the same as JSON", async () => {
    const response = await sendMessage("ListAgents", new agents.ListAgentsRequest());
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/protobuf"]);
    const binary = agents.ListAgentsResponse.fromBinary(new Uint8Array(await response.arrayBuffer()));
    const { body } = await fixture.agents("ListAgents");
    expect(binary).toEqual(agents.ListAgentsResponse.fromJson(body));
    expect(binary.agents).toHaveLength(3);
  });

  it("reads every field of a request", async () => {
    const request = new agents.RollbackAgentRequest({
      agentId: "CA_p7KxQ2mVw9Ld",
      version: "20260926120000",
    });
    expect((await sendMessage("RollbackAgent", request)).status).toBe(200);
    expect(fixture.cloud.calls.list("RollbackAgent")).toMatchObject([
      { request: { agent_id: "CA_p7KxQ2mVw9Ld", agent_name: "", version: "20260926120000" } },
    ]);
  });

  it("refuses in JSON", async () => {
    const request = new agents.RestartAgentRequest({ agentId: "CA_nobody" });
    const response = await sendMessage("RestartAgent", request);
    expect([response.status, response.headers.get("content-type")]).toEqual([500, "application/json"]);
    expect(await response.json()).toEqual({ code: "internal", msg: "failed to get agent" });
  });

  it("refuses bytes that are no message", async () => {
    const response = await sendBytes("/twirp/livekit.CloudAgent/ListAgents", new Uint8Array([255]));
    expect([response.status, await response.json()]).toEqual([
      400,
      { code: "malformed", msg: "the protobuf request could not be decoded" },
    ]);
  });

  it.each(TWIRP)("is spoken by $route", async ({ route }) => {
    const [, path = ""] = route.split(" ");
    const response = await sendBytes(path, new Uint8Array(), false);
    // Past the decoder, and refused for what it is.
    expect(z.object({ code: z.string() }).parse(await response.json())).toMatchObject({
      code: "unauthenticated",
    });
  });
});
