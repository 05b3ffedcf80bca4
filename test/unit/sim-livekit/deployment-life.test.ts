import { beforeEach, describe, expect, it } from "vitest";
import { createFixture } from "./cloud-fixture.ts";

let fixture: ReturnType<typeof createFixture>;
beforeEach(() => {
  fixture = createFixture();
});

const statuses = (agent: string) => fixture.deployments(agent).map(({ status }) => status);
const nightDesk = { project: "prod", agent: "night-desk" };
const supportLine = { project: "prod", agent: "support-line" };
const crashy = { project: "prod", agent: "crashy" };

describe("deployment", () => {
  it("goes to sleep five minutes after its last agent has left", async () => {
    const id = await fixture.dispatch("night-desk", "room-1");
    fixture.cloud.world.addParticipant({ project: "prod", room: "room-1" }, { identity: "caller" });
    fixture.advance(3600);
    expect(statuses("night-desk")).toEqual(["Running"]);
    fixture.cloud.world.endJob("prod", id);
    fixture.advance(299);
    expect(statuses("night-desk")).toEqual(["Running"]);
    fixture.advance(1);
    expect(fixture.deployments("night-desk")).toMatchObject([
      { status: "Sleeping", replicas: 0, lastScrapedAt: fixture.now() },
    ]);
  });

  it("stays awake when it must keep a replica", () => {
    fixture.advance(24 * 3600);
    expect(statuses("support-line")).toEqual(["Running", "Sleeping"]);
  });

  it("wakes for 18 seconds", () => {
    fixture.cloud.world.wake(nightDesk);
    fixture.advance(17);
    expect(statuses("night-desk")).toEqual(["Waking"]);
    fixture.advance(1);
    expect(statuses("night-desk")).toEqual(["Running"]);
  });

  it("loses its replicas and its agents in a crash, in the region that crashed", async () => {
    await fixture.dispatch("support-line", "room-1");
    fixture.advance(2);
    fixture.cloud.world.crash({ ...supportLine, region: "us-east" });
    expect(fixture.deployments("support-line")).toMatchObject([
      { status: "CrashLoop", replicas: 0, crashingSince: fixture.now() },
      { status: "Sleeping", crashingSince: null },
    ]);
    expect(fixture.room("room-1")?.participants).toEqual([]);
  });

  it("is scheduled and then runs once it is healed", () => {
    fixture.cloud.world.heal(crashy);
    expect(statuses("crashy")).toEqual(["Scheduling"]);
    fixture.advance(10);
    expect(fixture.deployments("crashy")).toMatchObject([
      { status: "Running", replicas: 1, crashingSince: null },
    ]);
  });

  it("forgets what was under way when somebody intervenes", () => {
    fixture.cloud.world.wake(nightDesk);
    fixture.cloud.world.crash(nightDesk);
    fixture.advance(60);
    expect(statuses("night-desk")).toEqual(["CrashLoop"]);
  });

  it("shows a word that LiveKit has never used", () => {
    fixture.cloud.world.setAgentStatus(supportLine, "Hibernating");
    expect(statuses("support-line")).toEqual(["Hibernating", "Hibernating"]);
  });

  it.each([
    ["a project", { project: "nowhere", agent: "support-line" }],
    ["an agent", { project: "prod", agent: "nobody" }],
    ["a region", { ...supportLine, region: "moon" }],
  ])("cannot be changed in %s that is not there", (_, reference) => {
    expect(() => fixture.cloud.world.crash(reference)).toThrow();
  });
});

describe("rollout", () => {
  const versions = () => {
    const agent = fixture.project().agents.find(({ name }) => name === "support-line");
    return (agent?.versions ?? []).filter(({ active, current }) => active || current);
  };

  it("goes through the documented statuses while the version before keeps serving", async () => {
    fixture.cloud.world.deploy(supportLine);
    const seen: string[] = [];
    for (let second = 0; second <= 60; second += 10) {
      seen.push(statuses("support-line")[0] ?? "");
      expect(fixture.deployments("support-line")[0]?.replicas).toBe(2);
      fixture.advance(10);
    }
    expect(seen).toEqual([
      "Building",
      "Building",
      "Building",
      "Scheduling",
      "Updating",
      "Updating",
      "Running",
    ]);
  });

  it("makes the new version current and drains the one before for a minute", () => {
    const [before] = versions();
    const name = fixture.cloud.world.deploy(supportLine, { attributes: { git_commit: "abc1234" } });
    expect(name).toBe("20261001120000");
    expect(versions()).toEqual([before]);
    fixture.advance(60);
    expect(versions()).toMatchObject([
      { version: before?.version, current: false, active: true, draining: true },
      { version: name, current: true, deployedAt: fixture.now(), attributes: { git_commit: "abc1234" } },
    ]);
    expect(fixture.deployments("support-line").map(({ version }) => version)).toEqual([name, name]);
    fixture.advance(60);
    expect(versions()).toMatchObject([{ version: name, current: true, draining: false }]);
  });

  it("leaves the version before in place when the build fails", () => {
    const [before] = versions();
    fixture.cloud.world.deploy(supportLine, { outcome: "build-failed" });
    fixture.advance(300);
    expect(versions()).toEqual([before]);
    expect(fixture.deployments("support-line")[0]).toMatchObject({ status: "Build Failed", replicas: 2 });
  });

  it("ends in a crash loop when the new version crashes", () => {
    fixture.cloud.world.deploy(supportLine, { outcome: "crash-loop" });
    fixture.advance(60);
    expect(fixture.deployments("support-line")[0]).toMatchObject({ status: "CrashLoop", replicas: 0 });
  });

  it("is given up for a second one", () => {
    const [before] = versions();
    fixture.cloud.world.deploy(supportLine);
    fixture.advance(30);
    const second = fixture.cloud.world.deploy(supportLine);
    fixture.advance(30);
    expect(versions()).toEqual([before]);
    fixture.advance(600);
    expect(versions()).toMatchObject([{ version: second, current: true }]);
  });

  it("has a name that no other version of the agent has", () => {
    const names = [1, 2, 3].map(() => fixture.cloud.world.deploy(supportLine));
    expect(names).toEqual(["20261001120000", "20261001120001", "20261001120002"]);
  });
});

describe("broken version", () => {
  it("is mended by healing the agent", async () => {
    fixture.cloud.world.heal(crashy);
    fixture.advance(10);
    await fixture.agents("RestartAgent", { agent_id: "CA_c9WfJ5gXe2Qa" });
    fixture.advance(10);
    expect(statuses("crashy")).toEqual(["Running"]);
  });

  it("must be there to be broken", () => {
    expect(() => fixture.cloud.world.breakVersion(supportLine, "v0")).toThrow("has no version v0");
  });
});
