import type { LiveKitAgentStatus, LiveKitRegion } from "../platforms/port.ts";

/** The rows that callers reach: those of production, without regions that are deleted beside others that are not. */
export function productionRegions({ regions }: LiveKitAgentStatus): readonly LiveKitRegion[] {
  const production = regions.filter(({ deployment }) => deployment === null || deployment === "production");
  const present = production.filter(({ status }) => status.toLowerCase() !== "deleted");
  return present.length > 0 ? present : production;
}

/** The words of a roll-out. `Waking` is none: a call to an agent that sleeps does that. */
const UPDATING = new Set(["settingup", "building", "scheduling", "updating"]);

export const isUpdating = ({ status }: Pick<LiveKitRegion, "status">): boolean =>
  UPDATING.has(status.toLowerCase().replace(/[^a-z]/g, ""));
