import { describe, expect, it } from "vitest";
import type { AgentUpdate, ChangeCall } from "../../../../src/platforms/change.ts";
import { createPipecatPlatform } from "../../../../src/platforms/pipecat/pipecat-platform.ts";
import { type RecordedRequest, recordFetch } from "../record-fetch.ts";
import { agent, failedCall, project } from "./example-project.ts";

const open = (answer: (request: RecordedRequest) => Response) => {
  const { fetch, requests } = recordFetch(answer);
  const platform = createPipecatPlatform(project, { fetch });
  return { requests, change: (call: ChangeCall) => platform.change(agent, call) };
};
const accepted = () => Response.json({ name: "voice-starter", desiredDeploymentId: "d2" });
const update = (fields: AgentUpdate): ChangeCall => ({ kind: "update", update: fields });

describe("an update of a Pipecat agent", () => {
  const bodies: readonly [AgentUpdate, object][] = [
    [{}, {}],
    [{ image: "a:1" }, { image: "a:1" }],
    [{ buildId: "b1" }, { buildId: "b1" }],
    [{ nodeType: "arm" }, { architecture: "arm64" }],
    [
      { secretSet: "s", imagePullSecretSet: "p" },
      { secretSet: "s", imagePullSecretSet: "p" },
    ],
    [{ scaling: { min: 0, max: 5 } }, { autoScaling: { minAgents: 0, maxAgents: 5 } }],
    [{ scaling: { min: 0 } }, { autoScaling: { minAgents: 0 } }],
    [{ scaling: { max: 5 } }, { autoScaling: { maxAgents: 5 } }],
    [{ krispAudioFilter: "pro" }, { krispViva: { audioFilter: "pro" } }],
    [{ krispAudioFilter: null }, { krispViva: { audioFilter: null } }],
    [{ profile: "agent-2x" }, { agentProfile: "agent-2x" }],
    [{ maxSessionSeconds: 60 }, { maxSessionDuration: 60 }],
    [{ forceRedeploy: false }, { forceRedeploy: false }],
    [
      { image: "a:1", profile: "agent-3x", forceRedeploy: true },
      { image: "a:1", agentProfile: "agent-3x", forceRedeploy: true },
    ],
  ];
  it.each(bodies)("sends %j as %j and nothing else, once", async (fields, body) => {
    const { change, requests } = open(accepted);
    await change(update(fields));
    expect(requests.map((request) => [request.method, request.url.pathname, request.body])).toEqual([
      ["POST", "/v1/agents/voice-starter", body],
    ]);
    expect(requests[0]?.headers.get("content-type")).toBe("application/json");
    expect(requests[0]?.headers.get("user-agent")).toBe("Switchboard");
  });

  const receipts: readonly [object, object][] = [
    [{ desiredDeploymentId: "d2" }, { deploymentId: "d2", warning: null }],
    [
      { desiredDeploymentId: "d2", activeDeploymentId: "d1" },
      { deploymentId: "d2", warning: null },
    ],
    [{ activeDeploymentId: "d1" }, { deploymentId: "d1", warning: null }],
    [
      { desiredDeploymentId: null, activeDeploymentId: "d1", warning: "nothing differs" },
      { deploymentId: "d1", warning: "nothing differs" },
    ],
    [{}, { deploymentId: null, warning: null }],
    [
      { desiredDeploymentId: 7, activeDeploymentId: "d1" },
      { deploymentId: "d1", warning: null },
    ],
    [
      { desiredDeploymentId: "d2", warning: { text: "?" }, ready: "soon" },
      { deploymentId: "d2", warning: null },
    ],
  ];
  it.each(receipts)("reads the answer %j as %j", async (answer, value) => {
    const { change } = open(() => Response.json({ name: "voice-starter", ...answer }));
    expect(await change(update({ image: "a:1" }))).toEqual({ ok: true, value });
  });

  const route = failedCall("/agents/{name}", "POST");
  const failures: readonly [string, () => Response, object][] = [
    [
      "a secret set that is not ready",
      () =>
        Response.json(
          {
            error: "Secret set 's' is not yet ready. Retry once it has been provisioned.",
            code: "CONFLICT",
          },
          { status: 409 },
        ),
      {
        kind: "platform-refused",
        status: 409,
        message: "Secret set 's' is not yet ready. Retry once it has been provisioned.",
      },
    ],
    [
      "a secret set that is not there",
      () => Response.json({ error: "Secret set not found", code: "NOT_FOUND" }, { status: 404 }),
      { kind: "platform-refused", status: 404, message: "Secret set not found" },
    ],
    [
      "an agent that is gone",
      () => Response.json({ error: "Service not found", code: "NOT_FOUND" }, { status: 404 }),
      { kind: "platform-not-found" },
    ],
    [
      "a wrong field",
      () =>
        Response.json(
          {
            error: "Invalid parameters",
            code: "GENERIC_BAD_REQUEST",
            err: { issues: [{ path: ["maxSessionDuration"], message: "Too small", secret: "x" }] },
          },
          { status: 400 },
        ),
      {
        kind: "platform-refused",
        status: 400,
        message: "Invalid parameters: maxSessionDuration: Too small",
      },
    ],
    [
      "an answer that is no answer of this route",
      () => Response.json({ status: "OK" }),
      { kind: "platform-unreadable", path: "name" },
    ],
    [
      "a fault of the service",
      () => new Response("no", { status: 502 }),
      { kind: "platform-unavailable", cause: "server-error" },
    ],
  ];
  it.each(failures)("is not repeated after %s", async (_, answer, failure) => {
    const { change, requests } = open(answer);
    expect(await change(update({ image: "a:1" }))).toEqual({
      ok: false,
      failure: { ...failure, call: route },
    });
    expect(requests).toHaveLength(1);
  });
});

describe("the deletion of a Pipecat agent", () => {
  it("is one call without a body", async () => {
    const { change, requests } = open(() => Response.json({ status: "OK" }));
    expect(await change({ kind: "delete" })).toEqual({
      ok: true,
      value: { deploymentId: null, warning: null },
    });
    expect(requests.map((request) => [request.method, request.url.pathname, request.body])).toEqual([
      ["DELETE", "/v1/agents/voice-starter", null],
    ]);
  });

  it("is not taken for done by an answer of another route", async () => {
    const { change } = open(() => Response.json({ unexpected: true }));
    expect(await change({ kind: "delete" })).toEqual({
      ok: false,
      failure: {
        kind: "platform-unreadable",
        call: failedCall("/agents/{name}", "DELETE"),
        path: "status",
      },
    });
  });
});

describe("a change that only LiveKit has", () => {
  const calls: readonly ChangeCall[] = [
    { kind: "rollback", version: "v1" },
    { kind: "restart" },
    { kind: "promote", from: "staging" },
  ];
  it.each(calls)("is not offered, with a reason and without a call: %j", async (call) => {
    const { change, requests } = open(accepted);
    expect(await change(call)).toEqual({
      ok: false,
      failure: {
        kind: "not-offered",
        verb: call.kind,
        service: "Pipecat Cloud",
        why: expect.stringMatching(/^it .{20,}[^.]$/),
      },
    });
    expect(requests).toEqual([]);
  });
});
