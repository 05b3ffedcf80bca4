import { describe, expect, it } from "vitest";
import { createFixture } from "./cloud-fixture.ts";

describe("snapshot", () => {
  it("goes on in another cloud where it was taken, through JSON", async () => {
    const first = createFixture();
    await first.dispatch("night-desk", "room-1");
    first.cloud.world.deploy({ project: "staging", agent: "support-line" });
    first.advance(5);
    const snapshot: unknown = JSON.parse(JSON.stringify(first.cloud.snapshot()));

    const second = createFixture();
    second.cloud.restore(snapshot);
    first.advance(55);
    second.advance(60);

    expect(second.room("room-1")?.participants).toHaveLength(1);
    const [before] = first.project("staging").agents;
    expect(second.project("staging").agents).toEqual([before]);
    expect(before?.deployments[0]?.status).toBe("Running");
  });

  it("is a copy: what happens later does not change it", () => {
    const { cloud } = createFixture();
    const snapshot = cloud.snapshot();
    cloud.world.addParticipant({ project: "prod", room: "room-1" }, { identity: "caller" });
    expect(snapshot.projects[0]?.rooms).toEqual([]);
  });

  it("carries neither API keys nor their secrets", () => {
    const text = JSON.stringify(createFixture().cloud.snapshot());
    expect(text).not.toMatch(/devkey|stagingkey|secret-staging/);
  });

  it("leaves a project alone that it does not know", () => {
    const { cloud, project } = createFixture();
    const snapshot = cloud.snapshot();
    cloud.restore({ ...snapshot, projects: snapshot.projects.filter(({ name }) => name === "staging") });
    expect(project("prod").agents).toHaveLength(3);
  });

  it.each([[null], [{}], [{ format: 1, projects: [], agenda: [] }]])("is not %j", (value) => {
    expect(() => createFixture().cloud.restore(value)).toThrow();
  });
});

describe("subscription", () => {
  it("is told of changes, also of those that time brought, until it ends", async () => {
    const fixture = createFixture();
    let changes = 0;
    const unsubscribe = fixture.cloud.subscribe(() => {
      changes += 1;
    });
    await fixture.dispatch("support-line", "room-1");
    expect(changes).toBe(1);
    fixture.cloud.state();
    expect(changes).toBe(1);
    fixture.advance(2);
    fixture.cloud.state();
    expect(changes).toBe(2);
    unsubscribe();
    fixture.cloud.world.crash({ project: "prod", agent: "crashy" });
    expect(changes).toBe(2);
  });
});

describe("ids", () => {
  it("have a prefix and twelve characters of their own", async () => {
    const { newId } = await import("../../../sim/livekit/new-id.ts");
    const ids = Array.from({ length: 100 }, () => newId("AD_"));
    expect(new Set(ids).size).toBe(100);
    for (const id of ids) expect(id).toMatch(/^AD_[2-9A-HJ-NP-Za-km-z]{12}$/);
  });
});
