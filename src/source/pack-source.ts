/** From the archive of a repository to the archive that is uploaded, entry by entry, without holding either of them unpacked. */
import { createTarDecoder, createTarPacker } from "modern-tar";
import { type Failure, fail, type Result, succeed } from "../failure.ts";
import { collectBytes } from "./collect-bytes.ts";
import { copyEntries, type PackOrder } from "./copy-entries.ts";
import { gunzipStream, gzipStream } from "./gzip-streams.ts";
import { limitBytes } from "./limit-bytes.ts";
import { MAX_SOURCE_BYTES, MAX_UNPACKED_BYTES } from "./source-limits.ts";
import type { SourceArchive } from "./source-port.ts";
import { watchStream } from "./watch-stream.ts";

/** `download` is a gzipped tar as GitHub makes it: one folder around everything. It is cancelled as soon as packing fails. */
export async function packSource(
  download: ReadableStream<Uint8Array>,
  order: PackOrder,
): Promise<Result<SourceArchive>> {
  const { repository, call, late } = order;
  // Streams pass an error on in wrappings of their own, so the first reason is kept beside them.
  const reasons: Failure[] = [];
  const stop = (failure: Failure): Error => {
    reasons.push(failure);
    return new Error(failure.kind);
  };
  const tooLarge = (measure: "unpacked" | "archive", limit: number) => () =>
    stop({ kind: "source-too-large", repository, measure, limit });
  const broken = () =>
    stop({ kind: "platform-unavailable", call, cause: late.aborted ? "timeout" : "network" });

  const entries = watchStream(download, broken)
    .pipeThrough(gunzipStream())
    .pipeThrough(limitBytes(MAX_UNPACKED_BYTES, tooLarge("unpacked", MAX_UNPACKED_BYTES)))
    .pipeThrough(createTarDecoder({ strict: true }))
    .getReader();
  const { readable, controller } = createTarPacker();
  const collecting = collectBytes(
    readable.pipeThrough(gzipStream()),
    MAX_SOURCE_BYTES,
    tooLarge("archive", MAX_SOURCE_BYTES),
  );
  // Until it is awaited in the end, its failure shows in what is written.
  collecting.catch(() => {});
  try {
    const fileCount = await copyEntries(entries, controller, order, stop);
    controller.finalize();
    return succeed({ ...(await collecting), fileCount });
  } catch (error) {
    controller.error(error);
    await entries.cancel(error).catch(() => {});
    return fail(reasons[0] ?? { kind: "platform-unreadable", call, path: "archive" });
  }
}
