/** `npm run crash -- --runs 60`: kills the bot at every point of an operation, and counts what was left of it. */
import { CRASH_CASES } from "../test/crash/crash-cases.ts";
import { isRight, runCrash, VICTIMS } from "../test/crash/run-crash.ts";

/** Every point with every victim before anything is repeated; the scenarios take turns. */
const cases = CRASH_CASES.flatMap(({ point, scenarios }, index) =>
  VICTIMS.map((victim, at) => ({ point, scenarios, victim, offset: index + at })),
);

const runs = readRuns(process.argv.slice(2));
let wrong = 0;
for (let run = 0; run < runs; run += 1) {
  const { point, scenarios = [], victim, offset = 0 } = cases[run % cases.length] ?? {};
  const scenario = scenarios[(offset + Math.floor(run / cases.length)) % scenarios.length];
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
  if (at < 0) return cases.length;
  const given = Number(words[at + 1]);
  if (Number.isInteger(given) && given > 0) return given;
  say("Usage: npm run crash -- --runs <a number from 1 up>");
  process.exit(2);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
