/** `npm test`: every suite that needs nothing but this checkout. Arguments go to Vitest: `npm test -- tokenize`. */
import { memoryDirectory } from "./memory-directory.ts";
import { runTool } from "./run-tool.ts";

// Ctrl-C reaches Vitest by itself; what it leaves behind is deleted after it.
process.on("SIGINT", () => {});
const directory = memoryDirectory();
const environment = directory === null ? {} : { TMPDIR: directory };
process.exitCode = runTool("vitest/vitest.mjs", ["run", ...process.argv.slice(2)], environment);
