import * as z from "zod";
import { buildBundle, SWITCHBOARD } from "./build-bundle.ts";
import { type CallFrame, cpuProfileSchema, selfTimes } from "./cpu-profile.ts";
import { openInspector } from "./inspector.ts";
import { openFunctionNames } from "./name-function.ts";
import { SUBJECT, startWorkerd } from "./run-in-workerd.ts";
import { sendCommand } from "./send-command.ts";
import { serveSlack } from "./serve-slack.ts";
import type { Table } from "./table.ts";

const WARM_UP = 1_500;
const REQUESTS = 5_000;
const SHOWN = 20;
const SAMPLE_MICROS = 100;

const targetsSchema = z.array(z.object({ id: z.string(), webSocketDebuggerUrl: z.string() }));

/** In which functions the JavaScript of one signed `/agent help` spends its time. */
export async function benchDoorProfile(): Promise<Table> {
  const bundle = buildBundle(SWITCHBOARD);
  const slack = await serveSlack();
  const { miniflare, url } = await startWorkerd(bundle, slack.addresses, { inspected: true });
  try {
    await sendCommands(url, WARM_UP);
    const inspector = await openInspector(await findTarget(await miniflare.getInspectorURL()));
    await inspector.send("Profiler.enable");
    await inspector.send("Profiler.setSamplingInterval", { interval: SAMPLE_MICROS });
    await inspector.send("Profiler.start");
    await sendCommands(url, REQUESTS);
    const { profile } = z.object({ profile: cpuProfileSchema }).parse(await inspector.send("Profiler.stop"));
    inspector.close();
    return toTable(selfTimes(profile), openFunctionNames(bundle.mainFile));
  } finally {
    await miniflare.dispose();
    slack.stop();
  }
}

async function sendCommands(url: string, count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += 1) await sendCommand(url);
}

/** The debugger's address of the Worker itself, among those of the runtime's own. */
async function findTarget(inspector: URL): Promise<string> {
  const list = new URL("/json", inspector.href.replace(/^ws/, "http"));
  const targets = targetsSchema.parse(await (await fetch(list)).json());
  const target = targets.find(({ id }) => id === `core:user:${SUBJECT}`);
  if (!target) throw new Error("the Worker cannot be inspected");
  return target.webSocketDebuggerUrl;
}

function toTable(times: ReadonlyMap<CallFrame, number>, nameFunction: (frame: CallFrame) => string): Table {
  const byName = new Map<string, number>();
  for (const [frame, micros] of times) {
    if (frame.functionName === "(idle)") continue;
    const name = nameFunction(frame);
    byName.set(name, (byName.get(name) ?? 0) + micros);
  }
  const total = [...byName.values()].reduce((sum, micros) => sum + micros, 0);
  const largest = [...byName].toSorted(([, one], [, other]) => other - one).slice(0, SHOWN);
  return {
    title: "Profile of the door: a signed `/agent help`",
    columns: ["Function", "µs a request", "share"],
    rows: largest.map(([name, micros]) => [
      name,
      (micros / REQUESTS).toFixed(1),
      `${((100 * micros) / total).toFixed(1)} %`,
    ]),
    notes: [
      `V8's sampling profiler, every ${SAMPLE_MICROS} µs, over ${REQUESTS} requests one after the other; self time, the largest ${SHOWN}; ${(total / REQUESTS).toFixed(0)} µs a request in all.`,
      "(program) is the runtime's native work: sockets, HTTP, cryptography.",
    ],
  };
}
