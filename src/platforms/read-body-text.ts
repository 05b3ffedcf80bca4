/** Reads a body as UTF-8; null when it is longer than `maxBytes` or not UTF-8. Rejects when the connection breaks. */
export async function readBodyText(response: Response, maxBytes: number): Promise<string | null> {
  const reader = response.body?.getReader();
  if (!reader) return "";
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  let text = "";
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    bytes += value?.byteLength ?? 0;
    const piece = bytes > maxBytes ? null : decode(decoder, value, done);
    if (piece === null) {
      await reader.cancel();
      return null;
    }
    text += piece;
    if (done) return text;
  }
}

function decode(decoder: TextDecoder, value: Uint8Array | undefined, done: boolean): string | null {
  try {
    return decoder.decode(value, { stream: !done });
  } catch {
    return null;
  }
}
