/** A gzipped tar archive (POSIX ustar) with these files, as `lk agent deploy` uploads the source of an agent. */
export async function sourceArchive(files: Readonly<Record<string, string>>): Promise<Blob> {
  const blocks = Object.entries(files).flatMap(([name, text]) => {
    const content = new TextEncoder().encode(text);
    return [header(name, content.length), inBlocks(content)];
  });
  const archive = new Blob([...blocks, new Uint8Array(2 * BLOCK_BYTES)]);
  return await new Response(archive.stream().pipeThrough(new CompressionStream("gzip"))).blob();
}

const BLOCK_BYTES = 512;

/** Without owner, mode and checksum, which nobody reads here. */
function header(name: string, bytes: number): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(BLOCK_BYTES);
  block.set(new TextEncoder().encode(name), 0);
  block.set(new TextEncoder().encode(bytes.toString(8).padStart(11, "0")), 124);
  return block;
}

function inBlocks(content: Uint8Array): Uint8Array<ArrayBuffer> {
  const filled = new Uint8Array(Math.ceil(content.length / BLOCK_BYTES) * BLOCK_BYTES);
  filled.set(content);
  return filled;
}
