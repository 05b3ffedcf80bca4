import type { ParsedTarEntry, TarPackController } from "modern-tar";
import type { FailedCall, Failure } from "../failure.ts";
import { mayClimb, placeEntry } from "./place-entry.ts";
import type { SourceLimits } from "./source-limits.ts";

export interface PackOrder {
  /** "owner/name", for people. */
  readonly repository: string;
  readonly sha: string;
  /** As it was asked for; for people. */
  readonly ref: string;
  /** Without slashes at its ends; null: the root. */
  readonly subdirectory: string | null;
  /** Of a path in the subdirectory, "." being itself. */
  readonly ignores: (path: string) => boolean;
  /** What the download is the answer to. */
  readonly call: FailedCall;
  readonly limits: SourceLimits;
  /** Aborted when it has taken too long. */
  readonly late: AbortSignal;
}

const MODES = { file: 0o644, program: 0o755, folder: 0o755 };
const IS_PROGRAM = 0o100;

/** Copies what is uploaded, and gives the number of files. Throws what `stop` makes of a reason why there is no such source. */
export async function copyEntries(
  entries: ReadableStreamDefaultReader<ParsedTarEntry>,
  archive: TarPackController,
  { repository, sha, ref, subdirectory, ignores, call, limits }: PackOrder,
  stop: (failure: Failure) => Error,
): Promise<number> {
  let entryCount = 0;
  let fileCount = 0;
  let isThere = false;
  let hasDockerfile = false;
  for (;;) {
    const { done, value: entry } = await entries.read();
    if (done) break;
    entryCount += 1;
    if (entryCount > limits.entries)
      throw stop({ kind: "source-too-large", repository, measure: "entries", limit: limits.entries });
    const { name, size, type, mode = 0, mtime = new Date(0), pax } = entry.header;
    // GitHub says in front of everything which commit it is.
    if (mayClimb(name) || (pax?.comment ?? sha) !== sha)
      throw stop({ kind: "platform-unreadable", call, path: "archive" });
    const place = placeEntry(name, subdirectory);
    const isFile = type === "file" && place !== ".";
    const isFolder = type === "directory";
    isThere ||= place !== null && (isFile || isFolder);
    if (place === null || !(isFile || isFolder) || ignores(place)) {
      await skipBytes(entry.body);
      continue;
    }
    // As LiveKit's client has it, also where a backslash is part of the name.
    const path = place.replaceAll("\\", "/");
    const kind = isFile ? (mode & IS_PROGRAM ? "program" : "file") : "folder";
    const header = { name: isFile ? path : `${path}/`, size, mtime, mode: MODES[kind] };
    await copyBytes(entry.body, archive.add({ ...header, type: isFile ? "file" : "directory" }));
    if (isFile) fileCount += 1;
    if (isFile && path === "Dockerfile") hasDockerfile = true;
  }
  if (subdirectory !== null && !isThere)
    throw stop({ kind: "source-not-found", repository, missing: "folder", name: subdirectory });
  if (!hasDockerfile) throw stop({ kind: "source-without-dockerfile", repository, ref, subdirectory });
  return fileCount;
}

/**
 * Reads to the end, and does not cancel: modern-tar decodes ahead, and 0.8.6 takes a cancelled body for the newest one it
 * has begun, which then never ends.
 */
async function skipBytes(from: ReadableStream<Uint8Array>): Promise<void> {
  const reader = from.getReader();
  while (!(await reader.read()).done);
}

/** What `pipeTo` does, with fewer promises: there may be thousands of small files. */
async function copyBytes(from: ReadableStream<Uint8Array>, to: WritableStream<Uint8Array>): Promise<void> {
  const [reader, writer] = [from.getReader(), to.getWriter()];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    await writer.write(value);
  }
  await writer.close();
}
