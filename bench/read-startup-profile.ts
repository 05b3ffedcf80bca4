import { cpuProfileSchema, selfTimes } from "./cpu-profile.ts";

export interface StartupProfile {
  /** All samples that are not idle: what `wrangler check startup` prints as "Active". */
  readonly activeMs: number;
  /** Of it what runs JavaScript or collects its garbage: without "(program)", the runtime's own native work. */
  readonly scriptMs: number;
}

/** Reads the text of a `.cpuprofile`. */
export function readStartupProfile(text: string): StartupProfile {
  const times = [...selfTimes(cpuProfileSchema.parse(JSON.parse(text)))];
  const sumWithout = (ignored: readonly string[]): number =>
    times.reduce(
      (sum, [{ functionName }, micros]) => sum + (ignored.includes(functionName) ? 0 : micros),
      0,
    ) / 1_000;
  return { activeMs: sumWithout(["(idle)"]), scriptMs: sumWithout(["(idle)", "(program)"]) };
}
