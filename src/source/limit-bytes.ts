/** Passes bytes on; ends with the error that `tooMany` makes, as soon as there are more than `maxBytes`. */
export function limitBytes(maxBytes: number, tooMany: () => Error): TransformStream<Uint8Array, Uint8Array> {
  let left = maxBytes;
  return new TransformStream({
    transform(chunk, controller) {
      left -= chunk.byteLength;
      if (left < 0) throw tooMany();
      controller.enqueue(chunk);
    },
  });
}
