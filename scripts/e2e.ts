/** `npm run e2e`: real processes that are killed for real. */
import { runTool } from "./run-tool.ts";

process.exitCode = runTool("vitest/vitest.mjs", [
  "run",
  "--config",
  "vitest.e2e.config.ts",
  ...process.argv.slice(2),
]);
