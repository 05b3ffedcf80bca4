/** Pieces of at most `limit` UTF-16 units, cut at the end of a line where there is one, never inside a character. */
export function splitText(text: string, limit: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const newline = rest.lastIndexOf("\n", limit);
    const cut = newline > 0 ? newline : /[\ud800-\udbff]/.test(rest[limit - 1] ?? "") ? limit - 1 : limit;
    parts.push(rest.slice(0, cut));
    rest = rest.slice(newline > 0 ? cut + 1 : cut);
  }
  return [...parts, rest];
}
