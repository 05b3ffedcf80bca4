/** From the archive of a repository to the archive that is uploaded, entry by entry, without holding either of them unpacked. */
import { createTarDecoder, createTarPacker } from "modern-tar";
import { type Failure, fail, type Result, succeed } from "../failure.ts";
import { collectBytes } from "./collect-bytes.ts";
import { copyEntries, type PackOrder } from "./copy-entries.ts";
import { gunzip, gzipStream } from "./gzip-streams.ts";
import { limitBytes } from "./limit-bytes.ts";
import type { SourceArchive } from "./source-port.ts";

/** `download` is a gzipped tar as GitHub makes it: one folder around everything. It is cancelled as soon as packing fails. */
export async function packSource(
  download: ReadableStream<Uint8Array>,
  order: PackOrder,
): Promise<Result<SourceArchive>> {
  const { repository, call, late, limits } = order;
  // Streams pass an error on in wrappings of their own, so the first reason is kept beside them.
  const reasons: Failure[] = [];
  const stop = (failure: Failure): Error => {
    reasons.push(failure);
    return new Error(failure.kind);
  };
  const tooLarge = (measure: "unpacked" | "archive", limit: number) => () =>
    stop({ kind: "source-too-large", repository, measure, limit });
  const { archiveBytes, unpackedBytes } = limits;
  const broken = () =>
    stop({ kind: "platform-unavailable", call, cause: late.aborted ? "timeout" : "network" });

  const { unpacked, cancel } = gunzip(download, broken);
  const entries = unpacked
    .pipeThrough(limitBytes(unpackedBytes, tooLarge("unpacked", unpackedBytes)))
    .pipeThrough(createTarDecoder({ strict: true }))
    .getReader();
  const { readable, controller } = createTarPacker();
  const packed = readable.pipeThrough(gzipStream());
  const collecting = collectBytes(packed, archiveBytes, tooLarge("archive", archiveBytes));
  // Until it is awaited in the end, its failure shows in what is written.
  collecting.catch(() => {});
  try {
    const fileCount = await copyEntries(entries, controller, order, stop);
    controller.finalize();
    return succeed({ ...(await collecting), fileCount });
  } catch (error) {
    controller.error(error);
    await entries.cancel(error).catch(() => {});
    await cancel();
    return fail(reasons[0] ?? { kind: "platform-unreadable", call, path: "archive" });
  }
}
