import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openKeptWorld } from "../../../sim/world/local/open-kept-world.ts";
import { createSimulatedWorld } from "../../../sim/world/simulated-world.ts";

let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "kept-world-"));
  file = join(directory, "world.json");
});
afterEach(() => rmSync(directory, { recursive: true }));

const create = () =>
  createSimulatedWorld({
    now: () => 1_750_000_000_000,
    delay: () => new Promise(() => {}),
    deliver: async () => new Response(),
    requestUrl: "http://bot.test/slack/events",
    slackUrl: "http://slack.test",
  });

/** Opens the kept world; `pass` lets the time pass after which it saves. */
function open(keepIn = file) {
  const waiting: (() => void)[] = [];
  const reported: string[] = [];
  const kept = openKeptWorld({
    file: keepIn,
    create,
    delay: () => new Promise((resolve) => waiting.push(resolve)),
    reportSetAside: (aside) => reported.push(`set aside: ${aside}`),
    reportUnsaved: () => reported.push("unsaved"),
  });
  const pass = async () => {
    for (const resolve of waiting.splice(0)) resolve();
    await Promise.resolve();
  };
  const say = (text: string) =>
    kept.world.slack.client.sendMessage({ user: "UADMIN", channel: "COPS", text });
  const said = () => kept.world.slack.messagesFor("UADMIN", "COPS").map(({ text }) => text);
  return { ...kept, waiting, reported, pass, say, said };
}

describe("openKeptWorld", () => {
  it("goes on after a restart where it was", async () => {
    const first = open();
    await first.say("hello");
    first.world.livekit.world.wake({ project: "prod", agent: "night-desk" });
    await first.pass();
    const second = open();
    expect(second.said()).toEqual(["hello"]);
    expect(second.world.livekit.snapshot()).toEqual(first.world.livekit.snapshot());
    expect(second.world.pipecat.snapshot()).toEqual(first.world.pipecat.snapshot());
    expect(second.reported).toEqual([]);
  });

  it("saves many changes at once, and nothing when there are none", async () => {
    const kept = open();
    await kept.say("one");
    await kept.say("two");
    expect(kept.waiting).toHaveLength(1);
    expect(readdirSync(directory)).toEqual([]);
    await kept.pass();
    expect(readFileSync(file, "utf8")).toContain("two");
    rmSync(file);
    kept.save();
    expect(readdirSync(directory)).toEqual([]);
  });

  it("saves at the end what was not saved yet", async () => {
    const kept = open();
    await kept.say("bye");
    kept.save();
    expect(open().said()).toEqual(["bye"]);
  });

  it("saves changes after a save, too", async () => {
    const kept = open();
    await kept.say("one");
    await kept.pass();
    await kept.say("two");
    await kept.pass();
    expect(open().said()).toEqual(["one", "two"]);
  });

  it.each([
    ["cut off", (text: string) => text.slice(0, text.length / 2)],
    ["of another version", (text: string) => text.replace('"version":1', '"version":0')],
    ["of another starting world", (text: string) => text.replaceAll('"/dispatch"', '"/older"')],
    ["broken in one part", (text: string) => JSON.stringify({ ...JSON.parse(text), livekit: {} })],
  ])("sets a file aside that is %s, and starts anew", async (_, damage) => {
    const before = open();
    await before.say("hello");
    await before.pass();
    const damaged = damage(readFileSync(file, "utf8"));
    writeFileSync(file, damaged);
    const { said, reported } = open();
    const aside = join(directory, "world.set-aside.json");
    expect(said()).toEqual([]);
    expect(reported).toEqual([`set aside: ${aside}`]);
    expect(readFileSync(aside, "utf8")).toBe(damaged);
    expect(readdirSync(directory)).toEqual(["world.set-aside.json"]);
  });

  it("says so when it cannot save, and goes on", async () => {
    const kept = open(join(directory, "missing", "world.json"));
    await kept.say("hello");
    await kept.pass();
    expect(kept.reported).toEqual(["unsaved"]);
    await kept.say("still here");
    expect(kept.said()).toEqual(["hello", "still here"]);
  });
});
