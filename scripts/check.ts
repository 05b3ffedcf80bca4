/** `npm run check`: format and lint without a warning, and types, those of the runtime made anew from wrangler.toml. */
import { runTool } from "./run-tool.ts";

const STEPS: readonly (readonly [name: string, entry: string, args: readonly string[]])[] = [
  ["format and lint", "@biomejs/biome/bin/biome", ["check", "--error-on-warnings", "."]],
  ["runtime types", "wrangler/bin/wrangler.js", ["types"]],
  ["types", "typescript/bin/tsc", ["-p", "."]],
  ["types of the page", "typescript/bin/tsc", ["-p", "sim/playground"]],
];

for (const [name, entry, args] of STEPS) {
  process.stdout.write(`— ${name}\n`);
  if (runTool(entry, args) !== 0) process.exit(1);
}
