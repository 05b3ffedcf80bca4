const NEWLINE = 0x0a;

/**
 * Cuts a stream of bytes into lines, each with at most `maxBytes` of itself: what is longer loses its end, so a line without
 * an end costs no memory. The last one needs no line break.
 */
export async function* splitLines(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  let parts: Uint8Array[] = [];
  let kept = 0;
  const keep = (bytes: Uint8Array): void => {
    const part = bytes.subarray(0, maxBytes - kept);
    if (part.byteLength === 0) return;
    // A copy, since a part would hold on to the whole chunk.
    parts.push(part.slice());
    kept += part.byteLength;
  };
  const flush = (): string => {
    const line = parts.map((part) => decoder.decode(part, { stream: true })).join("") + decoder.decode();
    parts = [];
    kept = 0;
    return line;
  };
  for await (const chunk of body) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      keep(chunk.subarray(from, end));
      yield flush();
      from = end + 1;
    }
    keep(chunk.subarray(from));
  }
  if (kept > 0) yield flush();
}
