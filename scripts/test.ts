/** `npm test`: every suite that needs nothing but this checkout. Arguments go to Vitest: `npm test -- tokenize`. */
import { runTool } from "./run-tool.ts";

process.exitCode = runTool("vitest/vitest.mjs", ["run", ...process.argv.slice(2)]);
