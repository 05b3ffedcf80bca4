/** What is read first: the first lines of what was said. */
export const firstLines = (said: string, count: number): string =>
  said.split("\n").slice(0, count).join("\n");
