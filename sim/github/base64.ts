const PIECE_BYTES = 3 * 8_192;

export function toBase64(bytes: Uint8Array): string {
  let text = "";
  // All at once would be more arguments than a call may have.
  for (let at = 0; at < bytes.length; at += PIECE_BYTES)
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + PIECE_BYTES)));
  return text;
}

export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
