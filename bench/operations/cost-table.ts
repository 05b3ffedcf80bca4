/** What an operation costs: what was metered of a few in quiet, and what follows for longer ones. */
import { pollDelayMs } from "../../src/operations/poll-schedule.ts";
import type { Table } from "../table.ts";
import type { LoadFigures } from "./load.ts";
import { total } from "./meter-reading.ts";
import { addUsage, priceOf, type Usage, usageOf } from "./price.ts";

const TEN_MINUTES_MS = 10 * 60_000;
const OFTEN_MS = 5_000;

export function renderCost({ count, held, whole }: LoadFigures): Table {
  const poll = usageOf(held.meter, 1 / held.polls);
  const measured = usageOf(whole.meter, 1 / count);
  const pollsMeasured = whole.polls / count;
  const without = addUsage(measured, poll, -pollsMeasured);
  const ofPolls = (polls: number): Usage => addUsage(without, poll, polls);
  const row = (label: string, polls: string, usage: Usage): string[] => [
    label,
    polls,
    usage.rowsWritten.toFixed(0),
    usage.rowsRead.toFixed(0),
    usage.objectRequests.toFixed(0),
    usage.activeSeconds.toFixed(1),
    `$${priceOf(usage).toFixed(7)}`,
  ];
  const often = TEN_MINUTES_MS / OFTEN_MS;
  const asItPolls = countPolls(TEN_MINUTES_MS);
  return {
    title: "Operations: the bill of one",
    columns: ["What", "polls", "rows written", "rows read", "object requests", "active s", "list price"],
    rows: [
      row("one poll that finds nothing new", "1", poll),
      row("all else of an operation", "0", without),
      row("ten minutes, polled every 5 s", String(often), ofPolls(often)),
      row("ten minutes, polled as it is", String(asItPolls), ofPolls(asItPolls)),
    ],
    notes: [
      `Metered over ${count} operations that waited for nothing; a poll from a time in which nothing else happened.`,
      `Rows written besides polls, per operation, by object and table: ${nameRows(whole, held, count)}.`,
      "Arming an alarm is a row. Active: from a request's begin to its end, 128 MB. Prices: developers.cloudflare.com/durable-objects/platform/pricing; nothing is taken off for what the plan includes; CPU of the Worker itself is not in it.",
    ],
  };
}

/** How often an operation looks within so long. */
function countPolls(withinMs: number): number {
  let polls = 0;
  for (let at = pollDelayMs(0, 0); at <= withinMs; at += pollDelayMs(at, 0)) polls += 1;
  return polls;
}

/** The largest first. */
function nameRows(whole: LoadFigures["whole"], held: LoadFigures["held"], count: number): string {
  const pollAlarms = (total(held.meter.rowsWritten) / held.polls) * whole.polls;
  const rows = Object.entries(whole.meter.rowsWritten).map(([key, written]) => ({
    key,
    each: (key === "OperationObject alarm" ? written - pollAlarms : written) / count,
  }));
  return rows
    .filter(({ each }) => each >= 0.5)
    .toSorted((one, other) => other.each - one.each)
    .map(({ key, each }) => `${key.replace("Object", "")} ${each.toFixed(1)}`)
    .join(", ");
}
