/**
 * Reads a request's body; null when it is larger than `maxBytes`. With a length that was announced and is small enough it
 * is taken at once (walking the stream costs more than checking the signature); without one it is read piece by piece,
 * never holding more than the limit.
 */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array | null> {
  const announced = request.headers.get("content-length");
  if (announced === null) return await readPieces(request, maxBytes);
  if (!(Number(announced) <= maxBytes)) return null;
  const body = new Uint8Array(await request.arrayBuffer());
  return body.length <= maxBytes ? body : null;
}

async function readPieces({ body }: Request, maxBytes: number): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body ?? []) {
    length += piece.byteLength;
    if (length > maxBytes) return null;
    pieces.push(piece);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}
