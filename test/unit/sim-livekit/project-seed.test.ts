import { describe, expect, it } from "vitest";
import type { AgentSeed, DeploymentSeed } from "../../../sim/livekit/project-seed.ts";
import { createFixture, START } from "./cloud-fixture.ts";

const HOUR = 3_600_000;

function createAgent(seed: Partial<AgentSeed>) {
  const agent = { id: "CA_one", name: "one", versions: [], secrets: [], deployments: [], ...seed };
  return createFixture({
    projects: [{ name: "prod", apiKey: "devkey", apiSecret: "secret", agents: [agent] }],
  });
}

describe("seed of an agent", () => {
  it("makes the newest deployed version current, in whatever order they come", () => {
    const version = (name: string, createdAt: number, deployedAt: number | null) => {
      return { version: name, createdAt, deployedAt, attributes: {} };
    };
    const { project } = createAgent({
      versions: [
        version("old", START - 3 * HOUR, START - 3 * HOUR),
        version("never-deployed", START - HOUR, null),
        version("new", START - 2 * HOUR, START - 2 * HOUR),
      ],
    });
    const current = project().agents[0]?.versions.filter((each) => each.current);
    expect(current).toMatchObject([{ version: "new", active: true }]);
  });

  it("puts an idle deployment to sleep that may scale to zero", () => {
    const region = (name: string, min: number): DeploymentSeed => ({
      region: name,
      serverRegion: name,
      status: "Running",
      replicas: { current: 1, min, max: 1 },
      lastScrapedAt: null,
    });
    const fixture = createAgent({ deployments: [region("us-east", 0), region("eu-central", 1)] });
    fixture.advance(300);
    expect(fixture.deployments("one").map(({ status }) => status)).toEqual(["Sleeping", "Running"]);
  });
});
