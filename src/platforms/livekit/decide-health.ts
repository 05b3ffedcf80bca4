/** From LiveKit's status words to the five colours, for one region and for a whole agent. */
import type { Health, LiveKitRegion } from "../port.ts";

/**
 * The documented words; no source has an enum. "Deleted" is failed because nothing there takes calls and nothing will
 * before a person acts; "Suspended" likewise.
 */
const HEALTH_BY_STATUS: ReadonlyMap<string, Health> = new Map([
  ["running", "healthy"],
  ["sleeping", "asleep"],
  ["waking", "working"],
  ["settingup", "working"],
  ["building", "working"],
  ["updating", "working"],
  ["scheduling", "working"],
  ["deleting", "working"],
  ["error", "failed"],
  ["crashloop", "failed"],
  ["buildfailed", "failed"],
  ["servererror", "failed"],
  ["suspended", "failed"],
  ["deleted", "failed"],
]);

type RegionFacts = Pick<LiveKitRegion, "status" | "replicas" | "events">;

/**
 * The health of one region. "Error" with no replica and no crash on record is `unknown`: an idle agent that works is
 * shown that way (livekit/livekit#4394), and so may be one that is broken; the word alone decides nothing.
 */
export function decideRegionHealth({ status, replicas, events }: RegionFacts): Health {
  const word = status.toLowerCase().replace(/[^a-z]/g, "");
  const hasCrashed = events.some(({ type }) => type === "application crashed");
  if (word === "error" && replicas.current === 0 && !hasCrashed) return "unknown";
  return HEALTH_BY_STATUS.get(word) ?? "unknown";
}

/** Worst first. Asleep comes last: beside a region that serves, one that sleeps takes nothing away. */
const WORST_FIRST: readonly Health[] = ["failed", "unknown", "working", "healthy", "asleep"];

/**
 * The health of an agent: the worst over the regions that matter. Production decides where there is any, since a broken
 * preview deployment harms no caller; and a deleted region does not matter beside others.
 */
export function decideAgentHealth(regions: readonly LiveKitRegion[]): Health {
  const production = narrow(regions, ({ deployment }) => deployment === null || deployment === "production");
  const present = narrow(production, ({ status }) => status.toLowerCase() !== "deleted");
  return WORST_FIRST.find((health) => present.some((region) => region.health === health)) ?? "unknown";
}

/** The items that pass, or all of them if none does. */
function narrow<Item>(items: readonly Item[], test: (item: Item) => boolean): readonly Item[] {
  const kept = items.filter(test);
  return kept.length > 0 ? kept : items;
}
