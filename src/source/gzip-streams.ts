/**
 * By zlib, not by the runtime's own (De)CompressionStream: in workerd those take whatever is written without waiting for a
 * reader, so a small archive that unpacks to gigabytes would fill the memory before anybody has seen how much it is.
 */
import type { Transform } from "node:stream";
import { createGunzip, createGzip } from "node:zlib";

const CHUNK_BYTES = 64 * 1024;

type ByteTransform = ReadableWritablePair<Uint8Array, Uint8Array>;

export const gunzipStream = (): ByteTransform => toByteTransform(createGunzip({ chunkSize: CHUNK_BYTES }));

export const gzipStream = (): ByteTransform => toByteTransform(createGzip({ chunkSize: CHUNK_BYTES }));

function toByteTransform(transform: Transform): ByteTransform {
  const chunks: AsyncIterator<Uint8Array> = transform[Symbol.asyncIterator]();
  return {
    readable: new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: () => void transform.destroy(),
    }),
    writable: new WritableStream<Uint8Array>({
      write: (chunk) =>
        new Promise((resolve, reject) => {
          transform.write(chunk, (error) => (error ? reject(error) : resolve()));
        }),
      close: () => void transform.end(),
      abort: (reason) => void transform.destroy(reason instanceof Error ? reason : new Error("aborted")),
    }),
  };
}
