import { expect, it } from "vitest";
import { type Result, succeed } from "../../../src/failure.ts";
import { LookupMemory } from "../../../src/slack/lookup-memory.ts";

const MINUTE = 60_000;
const at = (now: number) => ({ now, maxAgeMs: MINUTE });
const never = () => new Promise<Result<string>>(() => {});

it("counts an answer's age from when it was asked for", async () => {
  const memory = new LookupMemory<string>();
  let answer = (_: Result<string>): void => {};
  const slow = memory.get("U1", at(0), () => new Promise((resolve) => (answer = resolve)));
  answer(succeed("old"));
  await slow;

  expect(await memory.get("U1", at(MINUTE), async () => succeed("new"))).toBe("old");
  expect(await memory.get("U1", at(MINUTE + 1), async () => succeed("new"))).toBe("new");
});

it("does not wait for ever for a question that was lost with its request", async () => {
  const memory = new LookupMemory<string>();
  void memory.get("U1", at(0), never);

  expect(await memory.get("U1", at(10_000), async () => succeed("asked again"))).toBe("asked again");
});

it("asks anew after a question that threw", async () => {
  const memory = new LookupMemory<string>();
  await expect(memory.get("U1", at(0), () => Promise.reject(new Error("boom")))).rejects.toThrow("boom");

  expect(await memory.get("U1", at(0), async () => succeed("fine"))).toBe("fine");
});

it("keeps the newer answer when an older question fails after it", async () => {
  const memory = new LookupMemory<string>();
  let reject = (_: Error): void => {};
  const lost = memory.get("U1", at(0), () => new Promise((_, refuse) => (reject = refuse)));
  await memory.get("U1", at(10_000), async () => succeed("newer"));
  reject(new Error("too late"));
  await expect(lost).rejects.toThrow();

  expect(await memory.get("U1", at(10_000), async () => succeed("newest"))).toBe("newer");
});

it("forgets all rather than growing without end", async () => {
  const memory = new LookupMemory<string>();
  for (let id = 0; id <= 2_000; id += 1) await memory.get(`U${id}`, at(0), async () => succeed("old"));

  expect(await memory.get("U0", at(0), async () => succeed("asked again"))).toBe("asked again");
  expect(await memory.get("U2000", at(0), async () => succeed("asked again"))).toBe("old");
});
