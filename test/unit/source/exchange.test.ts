import { describe, expect, it } from "vitest";
import { exchange } from "../../../src/source/exchange.ts";

const CALL = { project: "prod", service: "GitHub", endpoint: "GET /tarball", changes: false } as const;
const TOO_LATE = { ok: false, failure: { kind: "platform-unavailable", call: CALL, cause: "timeout" } };

describe("an exchange ends when its time is over", () => {
  const ask = {
    fetch: async () => new Response("hello"),
    url: "https://source.test/",
    call: CALL,
    timeoutMs: 1,
  };

  it("also when nobody notices what is read of the answer", async () => {
    const signals: AbortSignal[] = [];
    const reading = exchange(ask, async (_, late) => {
      signals.push(late);
      return await new Promise<never>(() => {});
    });
    expect(await reading).toEqual(TOO_LATE);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it("also when there is no answer, even to giving up", async () => {
    const deaf = { ...ask, fetch: async () => await new Promise<never>(() => {}) };
    expect(await exchange(deaf, async () => ({ ok: true, value: null }))).toEqual(TOO_LATE);
  });

  it("and a read that breaks after that breaks nothing else", async () => {
    let breakOff: (error: Error) => void = () => {};
    const broken = new Promise<never>((_, reject) => {
      breakOff = reject;
    });
    expect(await exchange(ask, async () => await broken)).toEqual(TOO_LATE);
    breakOff(new Error("reset"));
    await expect(broken).rejects.toThrow("reset");
  });
});
