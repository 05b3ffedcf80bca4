/**
 * `npm run chaos -- --seconds 600 --seed 7`: lets everything around the bot go wrong at random, and checks afterwards that
 * nothing was lost, done twice, told wrong or given away. The same seed is the same chaos, but for the machine's moods.
 */
import { parseArgs } from "node:util";
import { runChaos } from "../test/chaos/run-chaos.ts";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    verbose: { type: "boolean", default: false },
  },
});
const [seconds, seed] = [Number(values.seconds), Number(values.seed)];
if (!Number.isInteger(seconds) || seconds < 1 || !Number.isInteger(seed)) {
  process.stderr.write("Usage: npm run chaos -- --seconds <from 1 up> --seed <a whole number> [--verbose]\n");
  process.exit(2);
}

say(`Chaos for ${seconds} s, seed ${seed}`);
const report = await runChaos({ seed, seconds, say: values.verbose ? say : () => {} });
for (const violation of report.violations) say(`WRONG  ${violation}`);
if (report.evidence) say(`What it wrote, stored and said is in ${report.evidence}`);
const verdict = report.violations.length === 0 ? "nothing wrong" : `${report.violations.length} wrong`;
say(`${report.deeds} deeds, ${report.effects} changes on the clouds, ${verdict}`);
process.exitCode = report.violations.length === 0 ? 0 : 1;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
