import { type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { countWords } from "./word-lists.ts";

/** "2 of 1–4 replicas": how many there are, of how many there may be. */
export function replicaWords(current: number, scaling: { min: number; max: number } | null): Mrkdwn {
  if (!scaling) return countWords(current, "replica");
  const { min, max } = scaling;
  return min === max
    ? mrkdwn`${current} of ${countWords(max, "replica")}`
    : mrkdwn`${current} of ${min}–${max} replicas`;
}
