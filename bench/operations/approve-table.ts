import { median } from "../median.ts";
import type { Table } from "../table.ts";
import type { ApproveFigures } from "./approve-latency.ts";
import { percentile } from "./percentile.ts";

/** How soon the platform hears of an approval. */
export function renderApprove(all: readonly ApproveFigures[]): Table {
  return {
    title: "Operations: from the press of Approve to the call on the platform",
    columns: ["LiveKit Cloud and Slack are", "presses", "median ms", "p90 ms", "most ms"],
    rows: all.map(({ latencyMs, slackLatencyMs, toCallMs }) => [
      `${latencyMs} ms and ${slackLatencyMs} ms away`,
      String(toCallMs.length),
      median(toCallMs).toFixed(0),
      percentile(toCallMs, 0.9).toFixed(0),
      Math.max(...toCallMs).toFixed(0),
    ]),
    notes: [
      "One press after the other, signed, on the cards of rollbacks, in bots with little else to do; measured when `RollbackAgent` arrives.",
      "Before the call the bot asks Slack who may approve and the platform whether the plan still stands. What Slack said counts for five seconds; at each press here it is older.",
    ],
  };
}
