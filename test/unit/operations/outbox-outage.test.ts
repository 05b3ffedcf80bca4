import { describe, expect, it } from "vitest";
import { createOutboxWorld } from "./outbox-world.ts";
import { card, MINUTE_MS, reply, unreliable, viewOf } from "./outbox-writes-fixture.ts";

describe("Slack being down", () => {
  it.each([10, 60])("for %i minutes loses nothing: last states, and replies in order", async (minutes) => {
    const { world, slack } = unreliable();
    for (let minute = 1; minute <= minutes; minute += 1) {
      void world.outbox().show(card(minute));
      await world.outbox().reply(reply(`minute ${minute}`));
      await world.outbox().tell(`told ${minute}`, "U2", viewOf(`told ${minute}`));
      await world.advance(MINUTE_MS);
      if (minute % 7 === 0) world.restart();
    }
    slack.isDown = false;
    await world.advance(5 * MINUTE_MS);
    const numbers = Array.from({ length: minutes }, (_, index) => index + 1);
    const texts = (channelId: string) =>
      world.messages.filter((posted) => posted.channelId === channelId).map(({ view }) => view.text);
    expect(texts("C1")).toEqual([`state ${minutes}`, ...numbers.map((minute) => `minute ${minute}`)]);
    expect(texts("U2")).toEqual(numbers.map((minute) => `told ${minute}`));
    expect(await world.finish()).toBe(true);
    expect(world.errors).toEqual([]);
  });
});

describe("an operation whose card had to wait", () => {
  it("hears in the end that it is shown, and only then", async () => {
    const { world, slack } = unreliable();
    const delivery = world.outbox().show(card(1));
    await world.advance(1_000);
    expect(await delivery).toEqual({ state: "pending" });
    expect(world.settled).toEqual([]);
    slack.isDown = false;
    await world.finish();
    expect(world.settled).toEqual([{ key: "OP1", delivery: { state: "shown", ts: world.messages[0]?.ts } }]);
  });

  it("hears it once it can be reached, whatever is killed meanwhile", async () => {
    const { world, slack } = unreliable();
    world.isOperationReachable = false;
    void world.outbox().show(card(1));
    await world.advance(1_000);
    slack.isDown = false;
    await world.advance(MINUTE_MS);
    expect(world.messages).toHaveLength(1);
    world.restart();
    await world.advance(30 * MINUTE_MS);
    expect(world.settled).toEqual([]);
    world.isOperationReachable = true;
    await world.finish();
    expect(world.settled).toEqual([{ key: "OP1", delivery: { state: "shown", ts: world.messages[0]?.ts } }]);
  });

  it("hears it from its next write where that is sooner", async () => {
    const { world, slack } = unreliable();
    world.isOperationReachable = false;
    void world.outbox().show(card(1));
    await world.advance(1_000);
    slack.isDown = false;
    await world.advance(MINUTE_MS);
    const delivery = world.outbox().show(card(2));
    await world.advance(1_000);
    expect(await delivery).toEqual({ state: "shown", ts: world.messages[0]?.ts });
    world.isOperationReachable = true;
    await world.finish();
    expect(world.settled).toEqual([]);
  });

  it("may show its card again while it hears of it", async () => {
    const { world, slack } = unreliable();
    void world.outbox().show(card(1));
    await world.advance(1_000);
    slack.isDown = false;
    world.hearing = async () => void (await world.outbox().show(card(2)));
    expect(await world.finish()).toBe(true);
    expect(world.messages[0]?.view.text).toBe("state 2");
  });

  it("is not told what it was answered", async () => {
    const world = createOutboxWorld();
    void world.outbox().show(card(1));
    await world.finish();
    expect(world.settled).toEqual([]);
  });
});
