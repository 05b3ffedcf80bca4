import { type Distance, measureApprove } from "./operations/approve-latency.ts";
import { renderApprove } from "./operations/approve-table.ts";
import { buildMeteredWorker } from "./operations/build-metered-worker.ts";
import { renderCost } from "./operations/cost-table.ts";
import { type LoadFigures, runLoad } from "./operations/load.ts";
import { renderLoad } from "./operations/load-table.ts";
import type { Table } from "./table.ts";

export const DEFAULT_COUNTS = [10, 100, 1_000] as const;
/** What one costs is metered over so few that they do not disturb each other. */
const FEW = 20;
const LATENCY_MS = 200;
const PRESSES = 30;
const DISTANCES: readonly Distance[] = [
  { latencyMs: 0, slackLatencyMs: 0 },
  { latencyMs: LATENCY_MS, slackLatencyMs: 0 },
  { latencyMs: LATENCY_MS, slackLatencyMs: LATENCY_MS },
];

/** Many operations at once, what one costs, and how soon an approval takes effect. Throws when one went wrong. */
export async function benchOperations(counts: readonly number[]): Promise<readonly Table[]> {
  const bundle = buildMeteredWorker();
  say("presses of Approve");
  const approve = await measureApprove(bundle, DISTANCES, PRESSES);
  say(`${FEW} operations`);
  const few = requireGood(
    await runLoad(bundle, { count: FEW, latencyMs: LATENCY_MS, heldMs: 10_000, quiet: true }),
  );
  const loads: LoadFigures[] = [];
  for (const count of counts) {
    say(`${count} operations`);
    const load = await runLoad(bundle, { count, latencyMs: LATENCY_MS, heldMs: 15_000, quiet: false });
    loads.push(requireGood(load));
  }
  return [renderLoad(loads, LATENCY_MS), renderCost(few), renderApprove(approve)];
}

function requireGood(figures: LoadFigures): LoadFigures {
  const { count, problems } = figures;
  if (problems.length > 0) throw new Error(`of ${count} operations: ${problems.join("; ")}`);
  return figures;
}

const say = (what: string): void => void process.stderr.write(`  ${what} …\n`);
