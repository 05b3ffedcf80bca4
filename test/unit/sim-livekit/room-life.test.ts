import { beforeEach, describe, expect, it } from "vitest";
import { createFixture } from "./cloud-fixture.ts";

let fixture: ReturnType<typeof createFixture>;
beforeEach(() => {
  fixture = createFixture();
});

const inRoom1 = { project: "prod", room: "room-1" };

describe("room", () => {
  it("closes after 300 seconds without a caller, with its dispatches and its agent", async () => {
    await fixture.dispatch("support-line", "room-1");
    fixture.advance(299);
    expect(fixture.room("room-1")?.participants).toHaveLength(1);
    fixture.advance(1);
    expect(fixture.room("room-1")).toBeUndefined();
    expect((await fixture.dispatches("ListDispatch", { room: "room-1" })).status).toBe(503);
  });

  it("stays open as long as a caller is in it, and 20 seconds longer", () => {
    fixture.cloud.world.addParticipant(inRoom1, { identity: "caller" });
    fixture.advance(3600);
    expect(fixture.room("room-1")).toBeDefined();
    fixture.cloud.world.removeParticipant(inRoom1, "caller");
    fixture.advance(19);
    expect(fixture.room("room-1")).toBeDefined();
    fixture.advance(1);
    expect(fixture.room("room-1")).toBeUndefined();
  });

  it("stays open when a caller comes back within the departure time", () => {
    fixture.cloud.world.addParticipant(inRoom1, { identity: "caller" });
    fixture.cloud.world.removeParticipant(inRoom1, "caller");
    fixture.advance(10);
    fixture.cloud.world.addParticipant(inRoom1, { identity: "caller" });
    fixture.advance(600);
    expect(fixture.room("room-1")?.participants).toHaveLength(1);
  });

  it("counts the departure time from the last time that a caller left", () => {
    const comeAndGo = () => {
      fixture.cloud.world.addParticipant(inRoom1, { identity: "caller" });
      fixture.cloud.world.removeParticipant(inRoom1, "caller");
    };
    comeAndGo();
    fixture.advance(15);
    comeAndGo();
    fixture.advance(19);
    expect(fixture.room("room-1")).toBeDefined();
  });

  it("is a new one after it was closed and opened again", () => {
    fixture.cloud.world.addParticipant(inRoom1, { identity: "caller" });
    const first = fixture.room("room-1")?.sid;
    fixture.cloud.world.closeRoom(inRoom1);
    fixture.cloud.world.addParticipant(inRoom1, { identity: "caller" });
    fixture.advance(301);
    expect(fixture.room("room-1")?.sid).not.toBe(first);
  });

  it("has one participant for an identity: the newest", () => {
    fixture.cloud.world.addParticipant(inRoom1, { identity: "caller", name: "first" });
    fixture.cloud.world.addParticipant(inRoom1, { identity: "caller", name: "second" });
    expect(fixture.room("room-1")?.participants.map(({ name }) => name)).toEqual(["second"]);
  });

  it("has the extra dispatch with an empty agent name when the cloud is told to behave so", async () => {
    fixture = createFixture({ dispatchUnnamedAgents: true });
    await fixture.dispatch("support-line", "room-1");
    await fixture.dispatch("night-desk", "room-1");
    expect(fixture.room("room-1")?.dispatches.map(({ agentName }) => agentName)).toEqual([
      "",
      "support-line",
      "night-desk",
    ]);
  });
});
