import type { Page } from "playwright-core";
import * as z from "zod";
import { renderSpread } from "../spread.ts";

export interface Scrolling {
  /** That exist at once, of all that can be scrolled to. */
  readonly messages: number;
  /** Between one frame and the next; milliseconds. */
  readonly frames: string;
}

const scrolledSchema = z.object({ frames: z.array(z.number()), most: z.number() });

/** From the end to the beginning in so many frames. */
const FRAMES = 200;

const SCROLL = `(async () => {
  const scroller = document.querySelector("main .messages");
  const frame = () => new Promise(requestAnimationFrame);
  const step = scroller.scrollTop / ${FRAMES};
  const frames = [];
  let most = 0;
  let before = await frame();
  for (let count = 0; count < ${FRAMES}; count += 1) {
    scroller.scrollBy(0, -step);
    const now = await frame();
    frames.push(now - before);
    before = now;
    most = Math.max(most, scroller.querySelectorAll("article").length);
  }
  return { frames, most };
})()`;

/** Scrolls through the channel at this address. */
export async function measureScrolling(page: Page, address: string): Promise<Scrolling> {
  await page.goto(address);
  await page.locator("main article").last().waitFor();
  const { frames, most } = scrolledSchema.parse(await page.evaluate(SCROLL));
  return { messages: most, frames: renderSpread(frames, 0) };
}
