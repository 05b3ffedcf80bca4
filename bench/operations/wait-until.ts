import { setTimeout as sleep } from "node:timers/promises";

/** Looks once a second. Throws, with what is waited for, when that did not come in time. */
export async function waitUntil(
  what: string,
  withinMs: number,
  check: () => boolean | Promise<boolean>,
): Promise<void> {
  const giveUpAt = performance.now() + withinMs;
  while (!(await check())) {
    if (performance.now() > giveUpAt) throw new Error(`not within ${withinMs / 1_000} s: ${what}`);
    await sleep(1_000);
  }
}
