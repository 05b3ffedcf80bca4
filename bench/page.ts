/** How soon the playground can be typed into, and how it bears a long channel. */
import { type Browser, chromium, type Page } from "playwright-core";
import { findBrowser } from "../scripts/find-browser.ts";
import { ROOT } from "../scripts/run-tool.ts";
import { runMomentaryWorld } from "../sim/world/local/run-momentary-world.ts";
import { fillChannel } from "./page/fill-channel.ts";
import { measureOpening, type Opening } from "./page/measure-opening.ts";
import { measureScrolling } from "./page/measure-scrolling.ts";
import { renderSpread } from "./spread.ts";
import type { Table } from "./table.ts";

const ROUNDS = 7;
const FEW = 50;
const MANY = 5_000;
const QUIET = "#/UOPERATOR/CDEV";
const BUSY = "#/UOPERATOR/COPS";

export async function benchPage(): Promise<Table> {
  const executablePath = findBrowser((line) => process.stderr.write(`${line}\n`));
  if (executablePath === null) throw new Error("the page is measured in a browser");
  const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const world = await runMomentaryWorld({ root: ROOT, now: () => Date.now(), delay, say: () => {} });
  const origin = `http://localhost:${world.ports.page}`;
  // Nothing but our own page is opened, and containers allow no sandbox.
  const browser = await chromium.launch({ executablePath, chromiumSandbox: false });
  try {
    const openings: Opening[] = [];
    // The first is of a browser that has never opened a page.
    for (let round = 0; round <= ROUNDS; round += 1)
      openings.push(await onNewPage(browser, (page) => measureOpening(page, `${origin}/${QUIET}`)));
    openings.shift();

    await fillChannel(origin, FEW);
    const few = await onNewPage(browser, (page) => measureScrolling(page, `${origin}/${BUSY}`));
    const fewOpenings = await openOften(browser, `${origin}/${BUSY}`);
    await fillChannel(origin, MANY - FEW);
    const many = await onNewPage(browser, (page) => measureScrolling(page, `${origin}/${BUSY}`));
    const manyOpenings = await openOften(browser, `${origin}/${BUSY}`);
    const spread = (from: readonly Opening[], of: (opening: Opening) => number, digits = 0): string =>
      renderSpread(from.map(of), digits);
    const [first] = openings;
    if (!first) throw new Error("at least one round");
    return {
      title: "The playground's page",
      columns: ["", "empty channel", `${FEW} messages`, `${MANY.toLocaleString("en")} messages`],
      rows: [
        row("first paint, ms", (from) => spread(from, ({ paintMs }) => paintMs)),
        row("composer works, ms after the first paint", (from) =>
          spread(from, ({ paintMs, readyMs }) => readyMs - paintMs),
        ),
        row("composer works, ms after the address", (from) => spread(from, ({ readyMs }) => readyMs)),
        ["messages in the document", "0", `${few.messages}`, `${many.messages}`],
        ["frames while scrolling through, ms", "–", few.frames, many.frames],
      ],
      notes: [
        `${first.requests} files, ${(first.bytes / 1024).toFixed(0)} KiB as sent, until the composer works; a new browser profile each time, so nothing is cached.`,
        `${ROUNDS} rounds, median (least–most); headless Chromium without a graphics card, the Worker and the world on the same machine.`,
      ],
    };

    function row(name: string, of: (from: readonly Opening[]) => string): readonly string[] {
      return [name, of(openings), of(fewOpenings), of(manyOpenings)];
    }
  } finally {
    await browser.close();
    await world.stop();
  }
}

async function openOften(browser: Browser, address: string): Promise<readonly Opening[]> {
  const openings: Opening[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    openings.push(await onNewPage(browser, (page) => measureOpening(page, address)));
  return openings;
}

async function onNewPage<T>(browser: Browser, measure: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1_280, height: 800 } });
  try {
    return await measure(await context.newPage());
  } finally {
    await context.close();
  }
}
