/** What comes of a change of a Pipecat agent that is refused, or whose call goes wrong, on the simulator. */
import { describe, expect, it } from "vitest";
import type { FaultRule } from "../../sim/support/faults.ts";
import type { Failure } from "../../src/failure.ts";
import type { AgentUpdate, ChangeCall } from "../../src/platforms/change.ts";
import { withDeadline } from "../../src/platforms/with-deadline.ts";
import { agent, start } from "./pipecat-fixture.ts";

const readyBuild = "7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a001";
const buildElsewhere = "7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a003";

describe("a change that Pipecat refuses", () => {
  const refusals: readonly [AgentUpdate, number, string][] = [
    [
      { secretSet: "new-secrets" },
      409,
      "Secret set 'new-secrets' is not yet ready. Retry once it has been provisioned.",
    ],
    [{ secretSet: "nobody" }, 404, "Secret set not found"],
    [{ imagePullSecretSet: "nobody" }, 404, "Image pull secret set not found"],
    [{ buildId: "7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a009" }, 400, "Build not found"],
    [
      { buildId: buildElsewhere },
      400,
      "Build is in region 'eu-central' but service is in region 'us-west'. Builds must be in the same region as the service.",
    ],
    [
      { image: "a:1", buildId: readyBuild },
      400,
      "Cannot specify both image and buildId. Use one or the other.",
    ],
    [{ scaling: { min: 6, max: 5 } }, 400, "Invalid parameters"],
    [{ scaling: { max: 51 } }, 400, "Invalid parameters"],
  ];
  it.each(refusals)("says why, and nothing is changed: %j", async (update, status, message) => {
    const started = start();
    const before = await started.look();
    expect(await started.update(update)).toEqual({
      ok: false,
      failure: {
        kind: "platform-refused",
        status,
        message,
        call: {
          project: "voice",
          service: "Pipecat Cloud",
          endpoint: "POST /agents/{name}",
          changes: true,
        },
      },
    });
    expect(await started.look()).toEqual(before);
    expect(started.posted()).toHaveLength(1);
  });

  it("names the field that is wrong", async () => {
    const { update } = start();
    expect(await update({ maxSessionSeconds: 59, scaling: { min: -1 } })).toMatchObject({
      failure: {
        kind: "platform-refused",
        status: 400,
        message: expect.stringMatching(
          /^Invalid parameters: autoScaling\.minAgents: .+; maxSessionDuration: /,
        ),
      },
    });
  });

  it("tells what is spent at the spend limit", async () => {
    const { cloud, update } = start();
    cloud.world.setSpending({ limitCents: 5_000, currentCents: 5_234 });
    expect(await update({ forceRedeploy: true })).toMatchObject({
      failure: {
        kind: "platform-refused",
        status: 402,
        message: "Spend limit reached: SPEND_LIMIT_REACHED, $52.34 of $50.00",
      },
    });
  });

  it("is accepted once the secret set is ready", async () => {
    const { cloud, update } = start();
    expect((await update({ secretSet: "new-secrets" })).ok).toBe(false);
    cloud.world.setSecretSetStatus("new-secrets", "ready");
    expect((await update({ secretSet: "new-secrets" })).ok).toBe(true);
  });

  it("knows no agent that is gone", async () => {
    const { cloud, update, change, platform } = start();
    cloud.world.removeAgent("voice-starter");
    const results = [
      await update({ forceRedeploy: true }),
      await change({ kind: "delete" }),
      await platform.readLogTail(agent, { lines: 5, deploymentId: null }),
      await platform.countLiveSessions(agent),
    ];
    expect(results.map((result) => (result.ok ? "success" : result.failure.kind))).toEqual(
      Array(4).fill("platform-not-found"),
    );
  });
});

describe("a fault during a change of a Pipecat agent", () => {
  const server = { kind: "platform-unavailable", cause: "server-error" } as const;
  const network = { kind: "platform-unavailable", cause: "network" } as const;
  const faults: readonly [string, FaultRule["fault"], Partial<Failure>, boolean][] = [
    [
      "a rate limit",
      { kind: "status", status: 429, retryAfterS: 7 },
      { kind: "platform-rate-limited", retryAfterMs: 7_000 },
      false,
    ],
    ["a fault of the service", { kind: "status", status: 503 }, server, false],
    ["a connection cut before the work", { kind: "cut", when: "request" }, network, false],
    ["a connection cut after the work", { kind: "cut", when: "response" }, network, true],
    ["a page instead of JSON", { kind: "garbage" }, { kind: "platform-unreadable" }, false],
    ["JSON of another shape", { kind: "wrong-json" }, { kind: "platform-unreadable" }, false],
  ];
  const calls: readonly [string, ChangeCall][] = [
    ["update", { kind: "update", update: { forceRedeploy: true } }],
    ["delete", { kind: "delete" }],
  ];
  const cases = faults.flatMap(([name, ...rest]) =>
    calls.map(([kind, call]) => [kind, name, call, ...rest] as const),
  );
  it.each(cases)("(%s, %s) is reported and never answered by a second call", async (...row) => {
    const [, , call, fault, failure, wasDone] = row;
    const { cloud, change } = start();
    const before = cloud.snapshot();
    cloud.faults.inject({ match: "", fault, times: 1 });
    expect(await change(call)).toMatchObject({ ok: false, failure: { ...failure, call: { changes: true } } });
    expect(cloud.calls.list()).toHaveLength(wasDone ? 1 : 0);
    if (!wasDone) expect(cloud.snapshot()).toEqual(before);
  });

  it.each(calls)("(%s, an answer that never comes) ends at the deadline", async (_, call) => {
    const { cloud, open } = start();
    const deadline = new AbortController();
    cloud.faults.inject({ match: "", fault: { kind: "hang" } });
    const changed = open(withDeadline(cloud.fetch, deadline.signal)).change(agent, call);
    for (let turn = 0; turn < 10_000 && cloud.calls.list().length === 0; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    // The simulator notes the call before it starts to hang.
    await new Promise((resolve) => setImmediate(resolve));
    deadline.abort(new DOMException("late", "TimeoutError"));
    expect(await changed).toMatchObject({
      failure: { kind: "platform-unavailable", cause: "timeout", call: { changes: true } },
    });
    expect(cloud.calls.list()).toHaveLength(1);
  });
});
