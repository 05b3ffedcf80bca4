import { listTarNames } from "./list-tar-names.ts";

const NOT_AN_ARCHIVE = "failed to unpack the source: it is no gzipped tar archive";
/** BuildKit's words. */
const NO_DOCKERFILE =
  "failed to solve: failed to read dockerfile: open Dockerfile: no such file or directory";

/** Why a build of this source must fail; null: nothing is wrong with it. */
export async function findSourceFault(source: Blob): Promise<string | null> {
  try {
    const unpacked = source.stream().pipeThrough(new DecompressionStream("gzip"));
    const names = listTarNames(new Uint8Array(await new Response(unpacked).arrayBuffer()));
    if (names.length === 0) return NOT_AN_ARCHIVE;
    return names.includes("Dockerfile") ? null : NO_DOCKERFILE;
  } catch {
    return NOT_AN_ARCHIVE;
  }
}
