import * as z from "zod";

const frameSchema = z.object({
  functionName: z.string(),
  url: z.string(),
  /** From 0. */
  lineNumber: z.int(),
  columnNumber: z.int(),
});

/** The content of a `.cpuprofile`, as V8 makes it. */
export const cpuProfileSchema = z.object({
  nodes: z.array(z.object({ id: z.int(), callFrame: frameSchema })),
  samples: z.array(z.int()),
  /** Microseconds before each sample. */
  timeDeltas: z.array(z.number()),
});

export type CpuProfile = z.infer<typeof cpuProfileSchema>;
export type CallFrame = z.infer<typeof frameSchema>;

/** The time in each function itself, in microseconds; each sample stands for the time since the one before. */
export function selfTimes({ nodes, samples, timeDeltas }: CpuProfile): ReadonlyMap<CallFrame, number> {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const times = new Map<CallFrame, number>();
  for (const [index, id] of samples.entries()) {
    const frame = frames.get(id);
    if (frame) times.set(frame, (times.get(frame) ?? 0) + (timeDeltas[index] ?? 0));
  }
  return times;
}
