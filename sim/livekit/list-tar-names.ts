/** A tar archive is a row of blocks: a header, then the file's bytes, filled up to a whole block (POSIX ustar). */
const BLOCK_BYTES = 512;
const NAME_BYTES = 100;
const SIZE_AT = 124;
const SIZE_DIGITS = 12;
const MAGIC_AT = 257;
const PREFIX_AT = 345;
const PREFIX_BYTES = 155;

/** The names of all entries, without a leading "./". Throws when it is no archive. */
export function listTarNames(archive: Uint8Array): readonly string[] {
  const names: string[] = [];
  for (let at = 0; at < archive.length; ) {
    const name = readText(archive, at, NAME_BYTES);
    // Two empty blocks are the end.
    if (name === "") break;
    const size = Number.parseInt(readText(archive, at + SIZE_AT, SIZE_DIGITS), 8);
    if (Number.isNaN(size)) throw new Error("no tar archive");
    // A longer name begins in the prefix; other formats keep something else there.
    const isUstar = readText(archive, at + MAGIC_AT, 6) === "ustar";
    const prefix = isUstar ? readText(archive, at + PREFIX_AT, PREFIX_BYTES) : "";
    names.push((prefix === "" ? name : `${prefix}/${name}`).replace(/^\.\//, ""));
    at += BLOCK_BYTES * (1 + Math.ceil(size / BLOCK_BYTES));
  }
  return names;
}

/** Up to the first NUL. */
function readText(bytes: Uint8Array, at: number, length: number): string {
  const text = new TextDecoder().decode(bytes.subarray(at, at + length));
  return text.split("\0")[0] ?? "";
}
