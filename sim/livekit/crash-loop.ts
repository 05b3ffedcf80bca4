/** A container that keeps crashing is started every five minutes (the longest back-off of Kubernetes). */
const CRASH_INTERVAL_MS = 300_000;

/** How often it has crashed until `now`, and when for the last time. */
export function crashesUntil(
  now: number,
  crashingSince: number,
): { readonly count: number; readonly lastAt: number } {
  const again = Math.max(0, Math.floor((now - crashingSince) / CRASH_INTERVAL_MS));
  return { count: again + 1, lastAt: crashingSince + again * CRASH_INTERVAL_MS };
}
