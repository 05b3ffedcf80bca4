import { describe, expect, it } from "vitest";
import type { ChangeCall } from "../../../../src/platforms/change.ts";
import { changeAgent } from "../../../../src/platforms/livekit/change-agent.ts";
import { createCloudAgentClient } from "../../../../src/platforms/livekit/cloud-agent-client.ts";
import { recordFetch } from "../record-fetch.ts";
import { failedCall, now, project } from "./example-project.ts";

type AgentCall = Exclude<ChangeCall, { kind: "stop-sessions" }>;

const make = async (call: AgentCall, answer: () => Response = () => Response.json({ success: true })) => {
  const { fetch, requests } = recordFetch(answer);
  const client = createCloudAgentClient(project, { fetch, now });
  return { result: await changeAgent(client, { id: "CA_1" }, call), requests };
};

const CALLS: readonly [AgentCall, string, object][] = [
  [{ kind: "rollback", version: "v1" }, "RollbackAgent", { agent_id: "CA_1", version: "v1" }],
  [{ kind: "restart" }, "RestartAgent", { agent_id: "CA_1" }],
  [
    { kind: "promote", from: "preview" },
    "PromoteAgent",
    { agent_id: "CA_1", src_deployment: "preview", dst_deployment: "" },
  ],
  [{ kind: "delete" }, "DeleteAgent", { agent_id: "CA_1" }],
];

describe.each(CALLS)("changeAgent %j", (call, method, body) => {
  it("makes one call, and says that it was accepted", async () => {
    const { result, requests } = await make(call);
    expect(result).toEqual({ ok: true, value: { deploymentId: null, warning: null } });
    expect(requests).toMatchObject([{ method: "POST", body }]);
    expect(requests[0]?.url.href).toBe(`https://agents.livekit.cloud/twirp/livekit.CloudAgent/${method}`);
    expect(requests[0]?.headers.get("x-livekit-cli-version")).toBe("2.18.6");
  });

  it.each<[string, () => Response, object]>([
    [
      "a refusal in a 200, with its reason",
      () => Response.json({ success: false, message: "not now" }),
      { kind: "platform-refused", status: 200, message: "not now" },
    ],
    [
      "an agent that is gone",
      () =>
        Response.json(
          { code: "internal", msg: "The agent could not be found. Please check the agent ID and try again." },
          { status: 500 },
        ),
      { kind: "platform-not-found" },
    ],
    [
      "an answer that says neither yes nor no",
      () => Response.json({}),
      { kind: "platform-unreadable", path: "success" },
    ],
    [
      "somebody else's JSON",
      () => Response.json({ unexpected: true }),
      { kind: "platform-unreadable", path: "body" },
    ],
    ["a page", () => new Response("OK"), { kind: "platform-unreadable", path: "content-type" }],
    [
      "a rate limit",
      () => new Response(null, { status: 429 }),
      { kind: "platform-rate-limited", retryAfterMs: null },
    ],
    [
      "a fault of the service",
      () => new Response(null, { status: 503 }),
      { kind: "platform-unavailable", cause: "server-error" },
    ],
    [
      "a broken connection",
      () => {
        throw new TypeError("socket closed");
      },
      { kind: "platform-unavailable", cause: "network" },
    ],
  ])(
    "reports %s as a call that may have changed something, and never makes it again",
    async (_, answer, failure) => {
      const { result, requests } = await make(call, answer);
      expect(result).toEqual({ ok: false, failure: { ...failure, call: failedCall(method, true) } });
      expect(requests).toHaveLength(1);
    },
  );
});

describe("changeAgent", () => {
  it("offers no update, says why, and asks nobody", async () => {
    const { result, requests } = await make({ kind: "update", update: { forceRedeploy: true } });
    expect(result).toMatchObject({
      failure: {
        kind: "not-offered",
        verb: "deploy",
        service: "LiveKit Cloud",
        why: expect.stringMatching(/source code/),
      },
    });
    expect(requests).toEqual([]);
  });
});
