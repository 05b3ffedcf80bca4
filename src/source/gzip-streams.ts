/**
 * By zlib, not by the runtime's own (De)CompressionStream: in workerd those take whatever is written without waiting for a
 * reader, so a small archive that unpacks to gigabytes would fill the memory before anybody has seen how much it is.
 */
import type { Transform } from "node:stream";
import { createGunzip, createGzip } from "node:zlib";

const CHUNK_BYTES = 32 * 1024;
/** What is unpacked is garbage as soon as it is packed again; in smaller pieces the runtime collects it in time (`npm run bench -- source`). */
const UNPACKED_CHUNK_BYTES = 16 * 1024;

export interface Unpacking {
  readonly unpacked: ReadableStream<Uint8Array>;
  /** Gives the download up at once, however many streams stand behind it. */
  readonly cancel: () => Promise<void>;
}

/** `download` must be a stream of bytes, as a body is. Where it breaks, what is unpacked ends with the error that `broken` makes. */
export function gunzip(download: ReadableStream<Uint8Array>, broken: () => Error): Unpacking {
  const reader = download.getReader({ mode: "byob" });
  const transform = createGunzip({ chunkSize: UNPACKED_CHUNK_BYTES });
  const feed = async (): Promise<void> => {
    // One buffer for all that arrives: each would be garbage, and there are thousands.
    let room = new Uint8Array(CHUNK_BYTES);
    for (;;) {
      const chunk = await receive(reader, room, broken);
      if (chunk === null) break;
      await write(transform, chunk);
      room = new Uint8Array(chunk.buffer);
    }
    transform.end();
  };
  feed().catch((error: unknown) => transform.destroy(asError(error)));
  return { unpacked: toReadable(transform), cancel: () => reader.cancel().catch(() => {}) };
}

export function gzipStream(): ReadableWritablePair<Uint8Array, Uint8Array> {
  const transform = createGzip({ chunkSize: CHUNK_BYTES });
  return {
    readable: toReadable(transform),
    writable: new WritableStream<Uint8Array>({
      write: (chunk) => write(transform, chunk),
      close: () => void transform.end(),
      abort: (reason) => void transform.destroy(asError(reason)),
    }),
  };
}

/** Null at the end. The room is taken away, and comes back as the buffer of what is given. */
async function receive(
  reader: ReadableStreamBYOBReader,
  room: Uint8Array<ArrayBuffer>,
  broken: () => Error,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const read = await reader.read(room).catch(() => null);
  if (read === null) throw broken();
  return read.done ? null : read.value;
}

/** Resolves when the chunk has been worked on and may be written over. */
const write = (transform: Transform, chunk: Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    transform.write(chunk, (error) => (error ? reject(error) : resolve()));
  });

function toReadable(transform: Transform): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = transform[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: () => void transform.destroy(),
  });
}

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error("given up"));
