import type { Page } from "playwright-core";
import * as z from "zod";

const openingSchema = z.object({
  /** From the address to the first paint with content; milliseconds. */
  paintMs: z.number(),
  /** From the address to the field that can be typed into; milliseconds. */
  readyMs: z.number(),
  /** Until then, the document included. */
  requests: z.number(),
  /** As they were sent: compressed, with headers. */
  bytes: z.number(),
});

export type Opening = Readonly<z.infer<typeof openingSchema>>;

/** Notes when the composer is there; in the page itself, since whoever asks from outside hears of it later. */
const NOTE_READY = `
  new MutationObserver((_, observer) => {
    if (!document.querySelector("[data-state=ready]")) return;
    observer.disconnect();
    performance.mark("ready");
  }).observe(document, { attributes: true, childList: true, subtree: true });
`;

const READ = `(async () => {
  // A paint is told of a little later than it is.
  while (performance.getEntriesByName("first-contentful-paint").length === 0) await new Promise(requestAnimationFrame);
  const [ready] = performance.getEntriesByName("ready");
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  const loaded = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  // What began before, and is not the stream of changes, which never ends.
  const sent = loaded.filter(({ startTime, transferSize }) => startTime < ready.startTime && transferSize > 0);
  const bytes = sent.reduce((sum, { transferSize }) => sum + transferSize, 0);
  return { paintMs: paint.startTime, readyMs: ready.startTime, requests: sent.length, bytes };
})()`;

/** Opens the address in a page that has loaded nothing yet. */
export async function measureOpening(page: Page, address: string): Promise<Opening> {
  await page.addInitScript(NOTE_READY);
  await page.goto(address);
  await page.locator("[data-state=ready]").waitFor();
  return openingSchema.parse(await page.evaluate(READ));
}
