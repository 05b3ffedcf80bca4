import type { LiveKitAgentStatus, LiveKitRegion } from "../platforms/port.ts";

/** The rows that callers reach: those of production, without regions that are deleted beside others that are not. */
export const productionRegions = (status: LiveKitAgentStatus): readonly LiveKitRegion[] =>
  regionsOf(status, null);

/** The same of a deployment with a name; null: production. */
export function regionsOf({ regions }: LiveKitAgentStatus, name: string | null): readonly LiveKitRegion[] {
  const rows = regions.filter(({ deployment }) => (deployment ?? "production") === (name ?? "production"));
  const present = rows.filter(({ status }) => status.toLowerCase() !== "deleted");
  return present.length > 0 ? present : rows;
}

/** The words of a roll-out. `Waking` is none: a call to an agent that sleeps does that. */
const UPDATING = new Set(["settingup", "building", "scheduling", "updating"]);

export const isUpdating = ({ status }: Pick<LiveKitRegion, "status">): boolean =>
  UPDATING.has(status.toLowerCase().replace(/[^a-z]/g, ""));
