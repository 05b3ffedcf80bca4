/** A stream as the body of an answer is one. `next` gives what comes, null at the end, and may throw. */
export function byteStream(
  next: () => Uint8Array<ArrayBuffer> | null,
  cancelled: () => void = () => {},
): ReadableStream<Uint8Array> {
  return new ReadableStream({
    type: "bytes",
    pull(controller) {
      const chunk = next();
      if (chunk) return controller.enqueue(chunk);
      controller.close();
      // Whoever waits with room of his own waits for that room to come back.
      controller.byobRequest?.respond(0);
      return undefined;
    },
    cancel: cancelled,
  });
}
