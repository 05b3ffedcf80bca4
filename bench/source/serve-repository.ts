/** One public repository and one storage, without any work of their own: the archive was made before. */

import type { FileSeed } from "../../sim/github/repository-seed.ts";
import { plantCommit } from "../../sim/github/repository-seed.ts";
import { writeTar } from "../../sim/github/write-tar.ts";
import { serve } from "../serve.ts";

export interface ServedRepository {
  readonly address: string;
  /** Bytes of the archive that is downloaded. */
  readonly archiveBytes: number;
  /** Of the last upload: what was announced, and what came. */
  readonly uploaded: () => { readonly announced: number; readonly arrived: number };
  readonly stop: () => void;
}

export async function serveRepository(files: Readonly<Record<string, FileSeed>>): Promise<ServedRepository> {
  const commit = plantCommit({ message: "All of it", at: 0, files });
  const tar = new Blob(writeTar(commit, "acme-large-0000000")).stream();
  const archive = new Uint8Array(
    await new Response(tar.pipeThrough(new CompressionStream("gzip"))).arrayBuffer(),
  );
  let uploaded = { announced: 0, arrived: 0 };
  const answer = async (request: Request): Promise<Response> => {
    const { pathname, origin } = new URL(request.url);
    if (pathname.includes("/branches/"))
      return Response.json({ commit: { sha: commit.sha, commit: { message: commit.message } } });
    if (pathname.includes("/tarball/"))
      return new Response(null, { status: 302, headers: { location: `${origin}/archive` } });
    if (pathname === "/archive") return new Response(archive);
    const ignored = /\/contents\/(.+)$/.exec(pathname)?.[1] ?? "";
    const file = files[ignored];
    if (typeof file === "string")
      return new Response(file, { headers: { "content-type": "application/vnd.github.raw+json" } });
    if (pathname !== "/upload") return Response.json({ message: "Not Found" }, { status: 404 });
    let arrived = 0;
    for await (const chunk of request.body ?? []) arrived += chunk.byteLength;
    uploaded = { announced: Number(request.headers.get("content-length")), arrived };
    return new Response(null, { status: 204 });
  };
  // GitHub and a storage service share no connection; one that has waited since the download would be closed by now.
  const fetch = async (request: Request): Promise<Response> => {
    const response = await answer(request);
    response.headers.set("connection", "close");
    return response;
  };
  const { address, stop } = await serve(() => ({ fetch }));
  return { address, archiveBytes: archive.length, uploaded: () => uploaded, stop };
}
