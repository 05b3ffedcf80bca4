/** A text of several lines, written in a test as it is read. */
export const lines = (...texts: string[]): string => texts.join("\n");
