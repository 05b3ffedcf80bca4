/**
 * What every AgentPlatform promises, whatever is behind it. Each platform's test file runs this suite on its own
 * simulator and adds what only that platform has.
 */
import { describe, expect, it } from "vitest";
import type { CallLog } from "../../sim/support/call-log.ts";
import type { Faults } from "../../sim/support/faults.ts";
import type { Failure, Result } from "../../src/failure.ts";
import type { Fetch } from "../../src/platforms/call-json.ts";
import type { ChangeCall } from "../../src/platforms/change.ts";
import type { AgentIdentity, AgentPlatform, Health } from "../../src/platforms/port.ts";
import { withDeadline } from "../../src/platforms/with-deadline.ts";

export interface PlatformUnderTest {
  readonly cloud: { readonly fetch: Fetch; readonly faults: Faults; readonly calls: CallLog };
  /** The platform over that network; with the wrong key if asked for. */
  open(fetch: Fetch, key?: "wrong"): AgentPlatform;
  /** Everything that the wrong and the right configuration must keep to themselves. */
  readonly secrets: readonly string[];
  /** The agents of the starting world and their colours. */
  readonly agents: Readonly<Record<string, Health>>;
  /** The names of the secrets of the first agent. */
  readonly secretNames: readonly string[];
  /** Makes the first agent fail, in the world behind the API. */
  breakFirstAgent(): void;
}

const read = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`failed: ${result.failure.kind}`);
  return result.value;
};
const kindOf = (result: Result<unknown>): string => (result.ok ? "success" : result.failure.kind);

export function describeAgentPlatform(name: string, start: () => PlatformUnderTest): void {
  const open = () => {
    const tested = start();
    const platform = tested.open(tested.cloud.fetch);
    const findFirst = async (): Promise<AgentIdentity> => {
      const [first] = Object.keys(tested.agents);
      const listed = read(await platform.listAgents()).find(({ agent }) => agent.name === first);
      if (!listed) throw new Error("The starting world has no first agent");
      return listed.agent;
    };
    return { ...tested, platform, findFirst };
  };
  const stranger = { project: "x", platform: "livekit", id: "CA_nobody", name: "nobody" } as const;

  describe(`${name} as an AgentPlatform`, () => {
    it("lists every agent of its project with one call", async () => {
      const { platform, agents, cloud } = open();
      const listed = read(await platform.listAgents());
      expect(listed.map(({ agent }) => agent.name).toSorted()).toEqual(Object.keys(agents).toSorted());
      for (const { agent } of listed) {
        expect(agent).toMatchObject({ project: platform.project, platform: platform.name });
      }
      expect(cloud.calls.list()).toHaveLength(1);
    });

    it("names the regions where agents can be deployed, and so proves its key, with one call", async () => {
      const { platform, cloud, open: openWith } = open();
      expect(read(await platform.listRegions())).toContain("us-east");
      expect(cloud.calls.list()).toHaveLength(1);
      expect(kindOf(await openWith(cloud.fetch, "wrong").listRegions())).toBe("platform-unauthorized");
    });

    it("describes each of them by the identity that it listed, with one call", async () => {
      const { platform, agents, cloud } = open();
      for (const { agent, status } of read(await platform.listAgents())) {
        const before = cloud.calls.list().length;
        const described = read(await platform.describeAgent(agent));
        expect(cloud.calls.list()).toHaveLength(before + 1);
        expect(described.agent).toEqual(agent);
        expect(described.health).toBe(agents[agent.name]);
        if (status) expect(status).toEqual(described);
      }
    });

    it("sees what happens in the world", async () => {
      const { platform, findFirst, breakFirstAgent } = open();
      const agent = await findFirst();
      expect(read(await platform.describeAgent(agent)).health).toBe("healthy");
      breakFirstAgent();
      expect(read(await platform.describeAgent(agent)).health).toBe("failed");
    });

    it("names an agent's secrets, and no values", async () => {
      const { platform, findFirst, secretNames } = open();
      const { secrets } = read(await platform.listSecrets(await findFirst()));
      expect(secrets.map((secret) => secret.name)).toEqual(secretNames);
      for (const secret of secrets) {
        expect(Object.keys(secret).toSorted()).toEqual([
          "createdAt",
          "deployments",
          "kind",
          "name",
          "updatedAt",
        ]);
      }
    });

    it("says that an agent is not there", async () => {
      const { platform } = open();
      expect(kindOf(await platform.describeAgent(stranger))).toBe("platform-not-found");
      expect(kindOf(await platform.listSecrets(stranger))).toBe("platform-not-found");
      expect(kindOf(await platform.readLogTail(stranger, { lines: 5, deploymentId: null }))).toBe(
        "platform-not-found",
      );
    });

    it("is refused with a wrong key, and gives neither that one nor the right one away", async () => {
      const { open: openWith, cloud, secrets, findFirst } = open();
      const agent = await findFirst();
      const platform = openWith(cloud.fetch, "wrong");
      const results = [
        await platform.listAgents(),
        await platform.describeAgent(agent),
        await platform.listSecrets(agent),
        await platform.change(agent, { kind: "delete" }),
        await platform.readLogTail(agent, { lines: 5, deploymentId: null }),
        await platform.countLiveSessions(agent),
      ];
      expect(results.map(kindOf)).toEqual(Array(6).fill("platform-unauthorized"));
      for (const secret of secrets) expect(JSON.stringify(results)).not.toContain(secret);
    });

    const faults: readonly [string, Parameters<Faults["inject"]>[0]["fault"], Partial<Failure>][] = [
      [
        "a rate limit",
        { kind: "status", status: 429, retryAfterS: 7 },
        { kind: "platform-rate-limited", retryAfterMs: 7000 },
      ],
      [
        "a fault of the service",
        { kind: "status", status: 503 },
        { kind: "platform-unavailable", cause: "server-error" },
      ],
      ["a proxy's 403", { kind: "status", status: 403, body: "error 1010" }, { kind: "platform-forbidden" }],
      [
        "a wrong address",
        { kind: "status", status: 404, body: "404 page not found" },
        { kind: "platform-refused", status: 404 },
      ],
      ["a redirect", { kind: "status", status: 302 }, { kind: "platform-refused", status: 302 }],
      [
        "a connection cut before the work",
        { kind: "cut", when: "request" },
        { kind: "platform-unavailable", cause: "network" },
      ],
      [
        "a connection cut after the work",
        { kind: "cut", when: "response" },
        { kind: "platform-unavailable", cause: "network" },
      ],
      ["a page instead of JSON", { kind: "garbage" }, { kind: "platform-unreadable", path: "content-type" }],
      ["JSON of another shape", { kind: "wrong-json" }, { kind: "platform-unreadable" }],
    ];
    it.each(faults)("reports %s, and works again after it", async (_, fault, failure) => {
      const { platform, cloud } = open();
      cloud.faults.inject({ match: "", fault, times: 1 });
      expect(await platform.listAgents()).toMatchObject({
        ok: false,
        failure: { ...failure, call: { project: platform.project, changes: false } },
      });
      expect(kindOf(await platform.listAgents())).toBe("success");
    });

    it("gives up at the deadline on an answer that never comes", async () => {
      const { open: openWith, cloud } = open();
      const deadline = new AbortController();
      cloud.faults.inject({ match: "", fault: { kind: "hang" } });
      const list = openWith(withDeadline(cloud.fetch, deadline.signal)).listAgents();
      for (let turn = 0; turn < 10_000 && cloud.calls.list().length === 0; turn += 1) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      // The simulator notes the call before it starts to hang.
      await new Promise((resolve) => setImmediate(resolve));
      deadline.abort(new DOMException("late", "TimeoutError"));
      expect(await list).toMatchObject({ failure: { kind: "platform-unavailable", cause: "timeout" } });
    });

    it.each(faults)(
      "makes a change once, and reports %s as one that may have happened",
      async (_, fault, failure) => {
        const { platform, open: openWith, cloud, findFirst } = open();
        const agent = await findFirst();
        let calls = 0;
        const counted = openWith((request) => {
          calls += 1;
          return cloud.fetch(request);
        });
        cloud.faults.inject({ match: "", fault });
        expect(await counted.change(agent, { kind: "delete" })).toMatchObject({
          ok: false,
          failure: { kind: failure.kind, call: { project: platform.project, changes: true } },
        });
        expect(calls).toBe(1);
      },
    );

    it("answers what it does not offer with a reason, and everything else with a value", async () => {
      const { platform, findFirst } = open();
      const agent = await findFirst();
      for (const result of [
        await platform.listVersions(agent),
        await platform.listSessions(agent, { status: "all", room: null }),
      ]) {
        expect(["success", "not-offered"]).toContain(kindOf(result));
        if (!result.ok) expect(result.failure).toHaveProperty("why", expect.stringMatching(/\w/));
      }
    });

    const changes: readonly ChangeCall[] = [
      { kind: "rollback", version: "v1" },
      { kind: "restart" },
      { kind: "promote", from: "staging" },
      { kind: "update", update: { forceRedeploy: true } },
      { kind: "delete" },
    ];
    it.each(changes)("changes no agent that is not there, and says what it cannot do: %j", async (call) => {
      const { platform, cloud } = open();
      const result = await platform.change(stranger, call);
      if (result.ok) throw new Error("it changed a stranger");
      if (result.failure.kind === "not-offered") {
        expect(result.failure.why).toMatch(/\w/);
        expect(cloud.calls.list()).toEqual([]);
      } else {
        expect(result.failure).toMatchObject({ kind: "platform-not-found", call: { changes: true } });
        expect(cloud.calls.list()).toHaveLength(1);
      }
    });

    it("changes nothing with a wrong key", async () => {
      const { open: openWith, cloud, findFirst, platform } = open();
      const agent = await findFirst();
      const result = await openWith(cloud.fetch, "wrong").change(agent, { kind: "delete" });
      expect(result).toMatchObject({ failure: { kind: "platform-unauthorized", call: { changes: true } } });
      expect(read(await platform.describeAgent(agent)).health).toBe("healthy");
    });

    it("counts the calls that go on, or says that it cannot", async () => {
      const { platform, findFirst } = open();
      const count = read(await platform.countLiveSessions(await findFirst()));
      expect(count === null || (Number.isInteger(count) && count >= 0)).toBe(true);
    });

    it("reads no more of the log than was asked for, and the newest", async () => {
      const { platform, findFirst } = open();
      const agent = await findFirst();
      const tail = async (lines: number) =>
        read(await platform.readLogTail(agent, { lines, deploymentId: null })).lines;
      const two = await tail(2);
      expect(two).toHaveLength(2);
      expect(await tail(1)).toEqual(two.slice(-1));
    });
  });
}
