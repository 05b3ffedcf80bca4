import type { Table } from "../table.ts";
import type { LoadFigures } from "./load.ts";
import { total } from "./meter-reading.ts";
import { percentile } from "./percentile.ts";

/** What many operations at once ask of the bot, beside what few do. */
export function renderLoad(all: readonly LoadFigures[], latencyMs: number): Table {
  const row = (label: string, figure: (figures: LoadFigures) => string): string[] => [
    label,
    ...all.map(figure),
  ];
  const late = (figures: LoadFigures, share: number, pick: "begunLateMs" | "endedLateMs"): number =>
    percentile(
      figures.held.meter.alarmRuns.map((run) => run[pick]),
      share,
    );
  return {
    title:
      "Operations: changes of agents, all under way at once, in two workspaces, each with a workerd of its own",
    columns: ["Figure", ...all.map(({ count }) => `${count} operations`)],
    rows: [
      row("begun within, s", ({ beginningMs }) => seconds(beginningMs)),
      row("polls a second, while all are under way", ({ held }) => (held.polls / held.seconds).toFixed(1)),
      row("CPU per poll, ms", ({ held }) => (held.cpuMs / held.polls).toFixed(2)),
      row("poll begun after it was due, ms, p50", (figures) => late(figures, 0.5, "begunLateMs").toFixed(0)),
      row("… p99", (figures) => late(figures, 0.99, "begunLateMs").toFixed(0)),
      row("poll answered after it was due, ms, p50", (figures) =>
        late(figures, 0.5, "endedLateMs").toFixed(0),
      ),
      row("… p99", (figures) => late(figures, 0.99, "endedLateMs").toFixed(0)),
      row("memory before, MiB, both workerds", ({ footprintBefore }) => footprintBefore.nowMib.toFixed(0)),
      row("memory at its peak, MiB, both", ({ footprintAfter }) => footprintAfter.peakMib.toFixed(0)),
      row("open files of one workerd, all under way", ({ footprintHeld }) => String(footprintHeld.openFiles)),
      row("polls per operation", ({ count, whole }) => (whole.polls / count).toFixed(1)),
      row("rows written per operation", ({ count, whole }) =>
        (total(whole.meter.rowsWritten) / count).toFixed(1),
      ),
      row("posts per operation", ({ count, posts }) => (posts / count).toFixed(2)),
      row("edits per operation", ({ count, edits }) => (edits / count).toFixed(2)),
      row("last operation ended after, s", ({ endingMs }) => seconds(endingMs)),
      row("last card final after, s of Slack's time", ({ lastCardMs }) => seconds(lastCardMs)),
      row("asked again", ({ askedAgain }) => String(askedAgain)),
      row("messages sent again", ({ sentAgain }) => String(sentAgain)),
    ],
    notes: [
      `Half are rollbacks on LiveKit Cloud, half deployments on Pipecat Cloud, ${latencyMs} ms away each, begun by signed slash commands.`,
      "The clouds stand still until all operations are under way; then all end at once, and Slack takes 50 edits a minute.",
      "Every operation ended as succeeded, with one change on its cloud and one card that says so; Slack refused no call as too many.",
      "CPU: of both workerds, metering, other messages and all, over the polls of that time. Memory: resident.",
      `Answered: ${latencyMs} ms of it are the cloud's. Asked again: commands that came to nothing within 20 s on a busy machine; sent again: messages that Slack did not answer there.`,
    ],
  };
}

const seconds = (ms: number): string => (ms / 1_000).toFixed(0);
