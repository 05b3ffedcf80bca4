import type { Watch } from "./page-client.ts";

/** What belongs together comes at once. */
export const QUIET_MS = 400;

type Delay = (ms: number) => Promise<void>;

/** Waits until a scene is good enough; false: that was not within this time. */
export async function awaitScene(
  watch: Watch,
  isEnough: (scene: Watch["scene"]) => boolean,
  delay: Delay,
  withinMs: number,
): Promise<boolean> {
  const timeUp = delay(withinMs).then(() => true);
  while (!isEnough(watch.scene)) {
    const isLate = await Promise.race([watch.changed().then(() => false), timeUp]);
    if (isLate) return false;
  }
  return true;
}

/** Waits until nothing has changed for a while. */
export async function awaitQuiet(watch: Watch, delay: Delay, quietMs: number): Promise<void> {
  const isQuiet = () => Promise.race([watch.changed().then(() => false), delay(quietMs).then(() => true)]);
  while (!(await isQuiet()));
}
