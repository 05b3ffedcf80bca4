const MAX_LENGTH = 300;

/** The last line with a word in it. A traceback says there what went wrong; below may be marks and blank lines only. */
export function lastTellingLine(text: string | null): string | null {
  const line = text?.split(/[\r\n]+/).findLast((candidate) => /\p{L}/u.test(candidate));
  return line?.trim().slice(0, MAX_LENGTH) ?? null;
}
