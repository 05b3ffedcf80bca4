/** A world of its own with its page, and a browser to look at it. */
import { setTimeout as sleep } from "node:timers/promises";
import {
  type MomentaryWorldOptions,
  runMomentaryWorld,
} from "../../../sim/world/local/run-momentary-world.ts";
import { ROOT } from "../source-files.ts";
import { launchBrowser } from "./launch-browser.ts";
import type { Size } from "./size.ts";
import { Visit } from "./visit.ts";
import { watchPage } from "./watch-page.ts";

/** For what takes seconds on an idle machine. */
const PATIENCE_MS = 45_000;

export type Playground = Awaited<ReturnType<typeof startPlayground>>;

export async function startPlayground({ configure }: Pick<MomentaryWorldOptions, "configure"> = {}) {
  const delay = async (ms: number): Promise<void> => await sleep(ms);
  const [browser, { ports, stop }] = await Promise.all([
    launchBrowser(),
    runMomentaryWorld({
      root: ROOT,
      now: () => Date.now(),
      delay,
      say: () => {},
      ...(configure && { configure }),
    }),
  ]);
  const origin = `http://localhost:${ports.page}`;
  return {
    /** Somebody opens the page. `expected`: errors on the console that belong to the story, as when nothing answers. */
    visit: async (size: Size, expected: RegExp | null = null): Promise<Visit> => {
      const { name: _, ...screen } = size;
      const context = await browser.newContext({ ...screen, locale: "en-US", baseURL: origin });
      context.setDefaultTimeout(PATIENCE_MS);
      const page = await context.newPage();
      return new Visit(page, size, ports, watchPage(page, origin, expected));
    },
    stop: async (): Promise<void> => {
      await browser.close();
      await stop();
    },
  };
}
