import { botUpAt } from "../deployments/session-end-state.ts";
import type { Session } from "../organization.ts";

const SAMPLE_MS = 10_000;
/** What a bot uses that talks; the simulator's own figures, the same for all. */
const CPU = { P50: 142, P90: 268, P95: 311, P99: 404 };
const MEMORY_MB = { P50: 402, P90: 431, P95: 438, P99: 446 };

/** CPU and memory of a session from when its bot was up until `end`; null before the first sample. */
export function renderMetrics(session: Session, end: number): Record<string, unknown> | null {
  const samples = Math.floor((end - botUpAt(session)) / SAMPLE_MS);
  if (samples < 1) return null;
  const percentiles = (name: string, values: Readonly<Record<string, number>>, unit: number) =>
    Object.entries(values).map(([at, value]) => [`${name}${at}`, value * unit]);
  const eventTs = new Date(botUpAt(session) + samples * SAMPLE_MS).toISOString();
  return {
    id: session.id,
    sessionId: session.id,
    sampleCount: samples,
    ...Object.fromEntries([
      ...percentiles("cpuMillicores", CPU, 1),
      ...percentiles("memoryBytes", MEMORY_MB, 2 ** 20),
    ]),
    timeseries: [{ t: eventTs, c: CPU.P50, m: MEMORY_MB.P50 * 2 ** 20 }],
    eventTs,
    createdAt: eventTs,
  };
}
