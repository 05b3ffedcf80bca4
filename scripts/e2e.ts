/** `npm run e2e`: real processes that are killed for real, and the page in a real browser. */
import { findBrowser } from "./find-browser.ts";
import { runTool } from "./run-tool.ts";

const browser = findBrowser((line) => process.stderr.write(`${line}\n`));
const words = ["run", "--config", "vitest.e2e.config.ts", ...process.argv.slice(2)];
process.exitCode = browser === null ? 1 : runTool("vitest/vitest.mjs", words, { CHROMIUM: browser });
