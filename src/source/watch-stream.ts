export interface WatchedStream {
  readonly stream: ReadableStream<Uint8Array>;
  /** Gives the original up at once, however many streams stand behind this one. */
  readonly cancel: () => Promise<void>;
}

/** The same bytes; where they end with an error of their own, it becomes the one that `broken` makes. */
export function watchStream(original: ReadableStream<Uint8Array>, broken: () => Error): WatchedStream {
  const reader = original.getReader();
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const read = await reader.read().catch(() => null);
        if (read === null) throw broken();
        if (read.done) controller.close();
        else controller.enqueue(read.value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return { stream, cancel: () => reader.cancel().catch(() => {}) };
}
