/** What a page must never do, whatever story it tells. */
import type { Page } from "playwright-core";
import { findViolations } from "./find-violations.ts";

export interface PageWatch {
  /** Everything that was wrong until now, a line each. */
  findFaults(): Promise<readonly string[]>;
}

/** `origin`: the page's own; `expected`: errors that belong to the story, as when the connection is cut. */
export function watchPage(page: Page, origin: string, expected: RegExp | null): PageWatch {
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !expected?.test(message.text()))
      faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== origin) faults.push(`asked ${url.origin}`);
  });
  return {
    findFaults: async () => [...faults, ...(await findSideways(page)), ...(await findViolations(page))],
  };
}

/** Nobody should have to scroll sideways. */
async function findSideways(page: Page): Promise<readonly string[]> {
  const width = await page.evaluate(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
  return width === 0 ? [] : [`${width} pixels too wide`];
}
