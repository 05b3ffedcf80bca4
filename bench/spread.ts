import { median } from "./median.ts";

/** The middle value, and between which the others lie: "12.3 (11.8–14.0)". Throws when there is none. */
export function renderSpread(values: readonly number[], digits: number): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
}
