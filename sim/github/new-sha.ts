/** An id of 40 hexadecimal digits that follows from the text: FNV-1a, five times over. No more than that is needed of it here. */
export function newSha(text: string): string {
  return Array.from({ length: 5 }, (_, round) => {
    let hash = 0x811c9dc5 ^ round;
    for (const byte of new TextEncoder().encode(`${round} ${text}`))
      hash = Math.imul(hash ^ byte, 0x01000193);
    return (hash >>> 0).toString(16).padStart(8, "0");
  }).join("");
}
