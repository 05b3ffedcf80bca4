/** The id of the operation whose card was read; throws when it was none. */
export function operationIdIn(said: string): string {
  const id = /`([0-9A-HJKMNP-TV-Z]{20})`/.exec(said)?.[1];
  if (id === undefined) throw new Error(`this shows no operation: ${said}`);
  return id;
}
