/** `npm run crash -- --runs 20`: kills the bot at every point of an operation, and counts what was left of it. */
import { CRASH_POINTS } from "../test/crash/crash-points.ts";
import { SCENARIOS } from "../test/crash/crash-scenario.ts";
import { isRight, runCrash, VICTIMS } from "../test/crash/run-crash.ts";

const DEFAULT_RUNS = 20;

/** Every point with every victim before anything is repeated; the scenarios take turns. */
const cases = CRASH_POINTS.flatMap((point, index) =>
  VICTIMS.map((victim, at) => ({ point, victim, offset: index + at })),
);

const runs = readRuns(process.argv.slice(2));
let wrong = 0;
for (let run = 0; run < runs; run += 1) {
  const { point, victim, offset } = cases[run % cases.length] ?? {};
  const scenario = SCENARIOS[((offset ?? 0) + Math.floor(run / cases.length)) % SCENARIOS.length];
  if (!point || !victim || !scenario) break;
  const report = await runCrash(point, scenario, victim);
  const verdict = isRight(report) ? "right" : "WRONG";
  if (verdict === "WRONG") wrong += 1;
  const { effects, cards, pings, isOver, recoveredAfterMs } = report;
  const findings = [
    `${effects} effect(s)`,
    `${cards} card(s)`,
    `${pings} final message(s)`,
    isOver ? `final after ${(recoveredAfterMs / 1000).toFixed(1)} s` : "never final",
  ];
  say(`${verdict}  ${scenario.name}, SIGKILL for ${victim} ${point.name}: ${findings.join(", ")}`);
}
say(`${runs - wrong} of ${runs} runs right`);
process.exitCode = wrong === 0 ? 0 : 1;

function readRuns(words: readonly string[]): number {
  const at = words.indexOf("--runs");
  if (at < 0) return DEFAULT_RUNS;
  const given = Number(words[at + 1]);
  if (Number.isInteger(given) && given > 0) return given;
  say("Usage: npm run crash -- --runs <a number from 1 up>");
  process.exit(2);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
