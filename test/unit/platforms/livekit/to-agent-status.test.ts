import { describe, expect, it } from "vitest";
import { listAgentsSchema } from "../../../../src/platforms/livekit/cloud-agent-schemas.ts";
import { toAgentStatus } from "../../../../src/platforms/livekit/to-agent-status.ts";
import { project } from "./example-project.ts";

const statusOf = (agent: object, name = "") => {
  const [wire] = listAgentsSchema.parse({ agents: [{ agent_id: "CA_1", ...agent }] }).agents;
  if (!wire) throw new Error("No agent");
  return toAgentStatus(wire, project, name);
};
const regionOf = (deployment: object) =>
  statusOf({ version: "v1", agent_deployments: [deployment] }).regions[0];

describe("toAgentStatus", () => {
  it("carries everything that `lk agent status` prints", () => {
    const status = statusOf({
      agent_name: "support-line",
      version: "20250809003117",
      deployed_at: "2026-11-19T08:00:00Z",
      agent_deployments: [
        {
          region: "us-east",
          server_region: "osbxash1a",
          agent_name: "support-line",
          deployment: "",
          deployment_enabled: true,
          status: "Running",
          version: "20250811090000",
          replicas: 2,
          min_replicas: 1,
          max_replicas: 4,
          cur_cpu: "310m",
          cpu_limit: "2",
          cur_mem: "1200Mi",
          mem_limit: "4Gi",
          last_scraped_at: "2026-11-22T09:59:52Z",
          events: [
            {
              type: "AGENT_EVENT_TYPE_RESTARTED_HIGH_MEMORY_USAGE",
              count: 3,
              timestamp: "2026-11-22T09:00:00Z",
            },
          ],
        },
      ],
    });
    expect(status).toEqual({
      platform: "livekit",
      agent: { project: "prod", platform: "livekit", id: "CA_1", name: "support-line" },
      health: "healthy",
      version: "20250809003117",
      deployedAt: Date.UTC(2026, 10, 19, 8),
      dashboardUrl: "https://cloud.livekit.io/projects/d_acme/agents/CA_1",
      regions: [
        {
          region: "us-east",
          serverRegion: "osbxash1a",
          deployment: "production",
          status: "Running",
          health: "healthy",
          version: "20250811090000",
          cpu: { current: 310, limit: 2000 },
          memory: { current: 1200 * 2 ** 20, limit: 4 * 2 ** 30 },
          replicas: { current: 2, min: 1, max: 4 },
          lastSeenAt: Date.UTC(2026, 10, 22, 9, 59, 52),
          events: [{ type: "restarted high memory usage", count: 3, at: Date.UTC(2026, 10, 22, 9) }],
        },
      ],
    });
  });

  it("shows no current figures that nobody measured, but the limits", () => {
    const unseen = { cur_cpu: "0", cur_mem: "0", cpu_limit: "2000m", mem_limit: "4Gi" };
    expect(regionOf({ ...unseen, last_scraped_at: null })).toMatchObject({
      cpu: { current: null, limit: 2000 },
      memory: { current: null, limit: 4 * 2 ** 30 },
      lastSeenAt: null,
    });
    expect(regionOf({ ...unseen, last_scraped_at: "2026-11-22T09:00:00Z" })).toMatchObject({
      cpu: { current: 0 },
      memory: { current: 0 },
    });
  });

  it("leaves a quantity that it cannot read open", () => {
    expect(regionOf({ cpu_limit: "plenty", mem_limit: "" })).toMatchObject({
      cpu: { limit: null },
      memory: { limit: null },
    });
  });

  it("names the deployment only where deployments are enabled", () => {
    expect(regionOf({ deployment: "canary", deployment_enabled: true })?.deployment).toBe("canary");
    expect(regionOf({ deployment: "", deployment_enabled: true })?.deployment).toBe("production");
    expect(regionOf({ deployment: "canary" })?.deployment).toBeNull();
  });

  it("takes the agent's version where the region has none, and knows the sign for none", () => {
    expect(regionOf({})?.version).toBe("v1");
    expect(regionOf({ version: "--" })?.version).toBe("v1");
    const fresh = statusOf({ version: "--", deployed_at: "0001-01-01T00:00:00Z", agent_deployments: [{}] });
    expect([fresh.version, fresh.deployedAt, fresh.regions[0]?.version]).toEqual([null, null, null]);
  });

  it("finds the name wherever it is, else takes the one that is known, else the id", () => {
    expect(statusOf({ agent_name: "a", agent_deployments: [{ agent_name: "b" }] }, "c").agent.name).toBe("a");
    expect(statusOf({ agent_deployments: [{}, { agent_name: "b" }] }, "c").agent.name).toBe("b");
    expect(statusOf({ agent_deployments: [{}] }, "c").agent.name).toBe("c");
    expect(statusOf({}).agent.name).toBe("CA_1");
  });

  it("does not colour an agent without any region", () => {
    expect(statusOf({}).health).toBe("unknown");
  });

  it("knows a crash by its wire name", () => {
    const crashed = { status: "Error", events: [{ type: 1, count: 4 }] };
    expect(regionOf(crashed)).toMatchObject({
      health: "failed",
      events: [{ type: "application crashed", count: 4, at: null }],
    });
    expect(regionOf({ status: "Error", events: [{ type: "AGENT_EVENT_TYPE_MOVED" }] })?.events[0]?.type).toBe(
      "moved",
    );
  });
});
