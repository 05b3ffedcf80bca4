import { type Browser, chromium } from "playwright-core";

/** `npm run e2e` names the browser that it found. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  // Nothing but our own page is opened, and containers allow no sandbox.
  return await chromium.launch({ executablePath, chromiumSandbox: false });
}
