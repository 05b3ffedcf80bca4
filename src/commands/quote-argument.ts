/** Text that needs no quotes: no white space, quote, dash at the front or `=` that would make it something else. */
const BARE = /^[\p{L}\p{N}_./:@+][\p{L}\p{N}_./:@+-]*$/u;

/** Writes one argument so that `tokenize` reads exactly it back, whatever it contains. */
export function quoteArgument(text: string): string {
  if (BARE.test(text)) return text;
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
