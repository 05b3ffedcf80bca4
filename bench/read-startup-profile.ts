import * as z from "zod";

const profileSchema = z.object({
  nodes: z.array(z.object({ id: z.int(), callFrame: z.object({ functionName: z.string() }) })),
  samples: z.array(z.int()),
  /** Microseconds before each sample. */
  timeDeltas: z.array(z.number()),
});

export interface StartupProfile {
  /** All samples that are not idle: what `wrangler check startup` prints as "Active". */
  readonly activeMs: number;
  /** Of it what runs JavaScript or collects its garbage: without "(program)", the runtime's own native work. */
  readonly scriptMs: number;
}

/** Reads the text of a `.cpuprofile`; each sample stands for the time since the one before. */
export function readStartupProfile(text: string): StartupProfile {
  const { nodes, samples, timeDeltas } = profileSchema.parse(JSON.parse(text));
  const functionNames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame.functionName]));
  const sumWithout = (ignored: readonly string[]): number =>
    samples.reduce(
      (sum, id, index) =>
        sum + (ignored.includes(functionNames.get(id) ?? "") ? 0 : (timeDeltas[index] ?? 0)),
      0,
    ) / 1_000;
  return { activeMs: sumWithout(["(idle)"]), scriptMs: sumWithout(["(idle)", "(program)"]) };
}
