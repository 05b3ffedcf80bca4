/** Stands where a likely secret stood. */
export const MASK = "[masked]";

/** How many secrets are masked in a text. */
export const countMasks = (text: string): number => text.split(MASK).length - 1;
