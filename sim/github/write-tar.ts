/**
 * A commit as `git archive` writes it (git archive-tar.c), which is what GitHub hands out: a global header that names the
 * commit, one folder around everything, entries in the order of git's trees.
 */
import { fileBytes } from "./file-bytes.ts";
import type { Commit, RepositoryFile } from "./github-state.ts";

const BLOCK_BYTES = 512;
const MAX_NAME_BYTES = 100;
const MAX_PREFIX_BYTES = 155;
const encoder = new TextEncoder();

interface Entry {
  readonly name: string;
  readonly type: "0" | "2" | "5" | "g" | "x";
  readonly mode: number;
  readonly content: Uint8Array<ArrayBuffer>;
  readonly link?: string;
}

/** `folder`: the one around everything, without a slash. */
export function writeTar(commit: Commit, folder: string): Uint8Array<ArrayBuffer>[] {
  const { sha, at } = commit;
  const comment = paxRecord("comment", sha);
  const entries: Entry[] = [{ name: "pax_global_header", type: "g", mode: 0o666, content: comment }];
  for (const path of treeOrder(commit)) entries.push(toEntry(`${folder}/${path}`, commit.files[path]));
  const blocks = entries.flatMap((entry) => writeEntry(entry, sha, at));
  return [...blocks, new Uint8Array(2 * BLOCK_BYTES)];
}

/** Git compares a folder as if a slash stood behind its name. */
function treeOrder({ files }: Commit): readonly string[] {
  const paths = new Set([""]);
  for (const path of Object.keys(files)) {
    for (let at = path.indexOf("/"); at !== -1; at = path.indexOf("/", at + 1))
      paths.add(path.slice(0, at + 1));
    paths.add(path);
  }
  return [...paths].sort();
}

function toEntry(name: string, file: RepositoryFile | undefined): Entry {
  if (!file) return { name, type: "5", mode: 0o775, content: new Uint8Array() };
  if ("link" in file) return { name, type: "2", mode: 0o777, content: new Uint8Array(), link: file.link };
  const isProgram = "text" in file && file.isProgram;
  return { name, type: "0", mode: isProgram ? 0o775 : 0o664, content: fileBytes(file) };
}

function writeEntry(entry: Entry, sha: string, at: number): Uint8Array<ArrayBuffer>[] {
  const place = splitName(entry.name);
  if (place) return [header(entry, place, at), ...inBlocks(entry.content)];
  const long: Entry = {
    name: `${sha}.paxheader`,
    type: "x",
    mode: 0o666,
    content: paxRecord("path", entry.name),
  };
  return [
    header(long, { name: long.name, prefix: "" }, at),
    ...inBlocks(long.content),
    header(entry, { name: `${sha}.data`, prefix: "" }, at),
    ...inBlocks(entry.content),
  ];
}

/** Null: it fits into no header. */
function splitName(path: string): { name: string; prefix: string } | null {
  if (byteLength(path) <= MAX_NAME_BYTES) return { name: path, prefix: "" };
  for (let at = path.lastIndexOf("/", path.length - 2); at > 0; at = path.lastIndexOf("/", at - 1)) {
    const [prefix, name] = [path.slice(0, at), path.slice(at + 1)];
    if (byteLength(name) > MAX_NAME_BYTES) return null;
    if (byteLength(prefix) <= MAX_PREFIX_BYTES) return { name, prefix };
  }
  return null;
}

const byteLength = (text: string): number => encoder.encode(text).length;

/** "52 comment=…\n": its length counts its own digits. */
function paxRecord(key: string, value: string): Uint8Array<ArrayBuffer> {
  const rest = ` ${key}=${value}\n`;
  let length = byteLength(rest);
  while (String(length).length + byteLength(rest) !== length)
    length = String(length).length + byteLength(rest);
  return new Uint8Array(encoder.encode(`${length}${rest}`));
}

function header(
  { type, mode, content, link = "" }: Entry,
  { name, prefix }: { readonly name: string; readonly prefix: string },
  at: number,
): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(BLOCK_BYTES);
  const put = (offset: number, text: string): void => block.set(encoder.encode(text), offset);
  const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, "0");
  put(0, name);
  put(100, octal(mode, 7));
  put(108, octal(0, 7));
  put(116, octal(0, 7));
  put(124, octal(content.length, 11));
  put(136, octal(Math.floor(at / 1000), 11));
  put(148, " ".repeat(8));
  put(156, type);
  put(157, link);
  put(257, "ustar\u000000");
  put(265, "root");
  put(297, "root");
  put(329, octal(0, 7));
  put(337, octal(0, 7));
  put(345, prefix);
  put(
    148,
    `${octal(
      block.reduce((sum, byte) => sum + byte, 0),
      6,
    )}\0`,
  );
  return block;
}

function inBlocks(content: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const padding = -content.length & (BLOCK_BYTES - 1);
  return content.length === 0 ? [] : [content, new Uint8Array(padding)];
}
