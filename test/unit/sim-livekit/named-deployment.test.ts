import { beforeEach, describe, expect, it } from "vitest";
import { createFixture } from "./cloud-fixture.ts";

let fixture: ReturnType<typeof createFixture>;
beforeEach(() => {
  fixture = createFixture();
});

const SUPPORT_LINE = "CA_p7KxQ2mVw9Ld";
const supportLine = { project: "prod", agent: "support-line" };
const NEWEST = "20260930100000";

const agent = () => fixture.project().agents.find(({ name }) => name === "support-line");
const statuses = () => fixture.deployments("support-line").map(({ status }) => status);
const change = (method: string, body: object) => fixture.agents(method, { agent_id: SUPPORT_LINE, ...body });

describe("named deployment", () => {
  it("is set up in the regions of production by its first release, and leaves production alone", async () => {
    const version = fixture.cloud.world.deploy(supportLine, { deployment: "preview" });
    expect(statuses()).toEqual(["Running", "Sleeping", "Setting Up", "Setting Up"]);
    fixture.advance(60);
    expect(fixture.deployments("support-line")).toMatchObject([
      { deployment: "", version: NEWEST },
      { deployment: "", version: NEWEST },
      { deployment: "preview", region: "us-east", status: "Running", version, replicas: 1 },
      { deployment: "preview", region: "eu-central", status: "Running", version },
    ]);
    expect(agent()?.versions[0]).toMatchObject({ version: NEWEST, current: true, draining: false });
    expect(agent()?.versions.at(-1)).toMatchObject({ version, current: false, active: true });
  });

  it("drains its version when the next one comes, unless production has it too", async () => {
    const first = fixture.cloud.world.deploy(supportLine, { deployment: "preview" });
    fixture.advance(60);
    await change("PromoteAgent", { src_deployment: "preview" });
    fixture.advance(12);
    const second = fixture.cloud.world.deploy(supportLine, { deployment: "preview" });
    fixture.advance(60);
    const find = (name: string) => agent()?.versions.find(({ version }) => version === name);
    expect(find(first)).toMatchObject({ current: true, active: true, draining: false });
    fixture.cloud.world.deploy(supportLine, { deployment: "preview" });
    fixture.advance(60);
    expect(find(second)).toMatchObject({ active: true, draining: true });
    fixture.advance(60);
    expect(find(second)).toMatchObject({ active: false, draining: false });
  });

  it("stands in the starting world, asleep, with a version of its own", async () => {
    const [found] = fixture.project("staging").agents;
    expect(found?.deployments).toMatchObject([
      { deployment: "", status: "Running", version: "20261001090000" },
      { deployment: "preview", status: "Sleeping", version: "20261001111000" },
    ]);
    expect(found?.versions.slice(0, 2)).toMatchObject([
      { version: "20261001111000", current: false, active: true },
      { version: "20261001090000", current: true, active: true },
    ]);
  });
});
