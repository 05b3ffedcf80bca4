import type { SourceArchive } from "./source-port.ts";

/** Reads all of it into memory; rejects with the error that `tooMany` makes, as soon as there are more than `maxBytes`. */
export async function collectBytes(
  stream: ReadableStream<Uint8Array>,
  maxBytes: number,
  tooMany: () => Error,
): Promise<Pick<SourceArchive, "chunks" | "sizeBytes">> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { chunks, sizeBytes };
    sizeBytes += value.byteLength;
    if (sizeBytes > maxBytes) {
      const error = tooMany();
      await reader.cancel(error);
      throw error;
    }
    chunks.push(value);
  }
}
