/** A gzipped tar with whatever entries, also those that GitHub never makes. */
import { packTar, type TarEntry } from "modern-tar";

export const SHA = "0123456789abcdef0123456789abcdef01234567";

export const folder = (name: string): TarEntry => ({
  header: { name: `${name}/`, type: "directory", size: 0, mtime: new Date(0) },
});

export function file(name: string, body: string | Uint8Array, mode = 0o664): TarEntry {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  return { header: { name, type: "file", size: bytes.length, mode, mtime: new Date(0) }, body: bytes };
}

export async function repositoryArchive(entries: readonly TarEntry[]): Promise<Uint8Array<ArrayBuffer>> {
  const tar = new Blob([await packTar(entries)]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(tar).arrayBuffer());
}
