import { describe, expect, it } from "vitest";
import * as z from "zod";
import { createFixture } from "./pipecat-fixture.ts";

const serviceSchema = z.looseObject({ desiredDeploymentId: z.string(), warning: z.string().optional() });

describe("a service made by the organization's API", () => {
  it("is the same agent that the private key sees", async () => {
    const { manage, look } = createFixture();
    const { status, body } = await manage("POST", "/services", {
      serviceName: "new-desk",
      image: "your-org/desk:1",
      autoScaling: { minAgents: 0 },
      krispViva: {},
      websocketAuth: "token",
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: "new-desk", ready: false, errors: [], conditions: [{}, {}, {}] });
    expect(await look("new-desk")).toMatchObject({ name: "new-desk", reconciledDeploymentId: null });
  });

  it.each([
    ["a name that is taken", { serviceName: "voice-starter", image: "a:1" }, "Service already exists"],
    ["no image", { serviceName: "new-desk" }, "Either image or buildId is required for service creation"],
    [
      "a repository in place of an image",
      { serviceName: "new-desk", git: { repoFullName: "a/b", branch: "main" } },
      "Either image or buildId is required for service creation",
    ],
    [
      "resources, which are for regions of the customer's own",
      { serviceName: "new-desk", image: "a:1", resources: { cpu: "2", memory: "4Gi" } },
      "Invalid parameters",
    ],
    [
      "another socket",
      { serviceName: "new-desk", image: "a:1", websocketAuth: "open" },
      "Invalid parameters",
    ],
  ])("is refused: %s", async (_, request, error) => {
    const { cloud, manage } = createFixture();
    const before = cloud.snapshot();
    const refusal = { status: 400, body: { error, code: "GENERIC_BAD_REQUEST" } };
    expect(await manage("POST", "/services", request)).toMatchObject(refusal);
    expect(cloud.snapshot()).toEqual(before);
  });
});

describe("a service updated by the organization's API", () => {
  const put = async (body: object) => {
    const { manage } = createFixture();
    const before = await manage("GET", "/services/voice-starter");
    const after = await manage("PUT", "/services", { serviceName: "voice-starter", ...body });
    const { desiredDeploymentId } = z.object({ body: serviceSchema }).parse(before.body).body;
    const answer = serviceSchema.parse(after.body);
    return { isNew: answer.desiredDeploymentId !== desiredDeploymentId, warning: answer.warning };
  };

  it.each([
    ["another image", { image: "your-org/voice-starter:1.6" }],
    ["force", { forceRedeploy: true }],
    ["another authentication of sockets", { websocketAuth: "token" }],
  ])("gets a new version without a warning: %s", async (_, body) => {
    expect(await put(body)).toEqual({ isNew: true, warning: undefined });
  });

  it("is scaled in place without a warning", async () => {
    expect(await put({ autoScaling: { minAgents: 2 } })).toEqual({ isNew: false, warning: undefined });
  });

  it.each([
    ["nothing", {}],
    ["what it has", { image: "your-org/voice-starter:1.4", autoScaling: { minAgents: 1 } }],
    ["a region, which is dropped", { region: "us-east" }],
  ])("is warned about %s", async (_, body) => {
    expect(await put(body)).toEqual({
      isNew: false,
      warning: "Nothing differs from the current deployment. Set forceRedeploy to deploy it again.",
    });
  });

  it("has to be there", async () => {
    const { manage } = createFixture();
    expect(await manage("PUT", "/services", { serviceName: "nobody", image: "a:1" })).toEqual({
      status: 404,
      body: { error: "Service not found", code: "NOT_FOUND" },
    });
    expect(await manage("PUT", "/services", { image: "a:1" })).toMatchObject({ status: 400 });
  });
});

describe("a service deleted by the organization's API", () => {
  it("is gone for the private key too, once", async () => {
    const { manage, call } = createFixture();
    expect(await manage("DELETE", "/services/quiet-desk")).toEqual({ status: 200, body: { status: "OK" } });
    expect((await call("GET", "/v1/agents/quiet-desk")).status).toBe(404);
    expect((await manage("DELETE", "/services/quiet-desk")).status).toBe(404);
  });
});

describe("logs and sessions by the organization's API", () => {
  it.each([["logs?limit=3"], ["sessions?limit=2&status=ended"]])(
    "are those of the private key: %s",
    async (what) => {
      const { manage, call } = createFixture();
      const theirs = await manage("GET", `/services/voice-starter/${what}`);
      const ours = await call("GET", `/v1/agents/voice-starter/${what}`);
      expect(theirs).toMatchObject({ status: 200, body: ours.body });
    },
  );

  it("stop a session", async () => {
    const { manage, look } = createFixture();
    const id = "c0ffe104-0000-4000-8000-000000000104";
    expect(await manage("DELETE", `/services/voice-starter/sessions/${id}`)).toEqual({
      status: 200,
      body: { status: "terminated", session_id: id },
    });
    expect((await look("voice-starter")).activeSessionCount).toBe(1);
  });
});
