/** A world of its own with its page, and a browser to look at it. */
import { setTimeout as sleep } from "node:timers/promises";
import { createPageClient } from "../../../sim/terminal/page-client.ts";
import {
  type MomentaryWorldOptions,
  runMomentaryWorld,
} from "../../../sim/world/local/run-momentary-world.ts";
import { until } from "../local-bot.ts";
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
  await warmUp(origin);
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

/** The runtime reads the Worker's code for the first command of all, which takes a busy machine longer than Slack waits. */
async function warmUp(origin: string): Promise<void> {
  const page = createPageClient(origin, fetch);
  const answered = async (): Promise<boolean> =>
    (await page.say({ user: "UADMIN", channel: "DADMIN", text: "/agent" })) === null;
  await until(answered, PATIENCE_MS);
}
