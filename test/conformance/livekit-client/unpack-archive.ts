import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { requireProgram } from "../support/run-program.ts";

const IS_PROGRAM = 0o100;

/** What the machine's own tar makes of an archive: by path, a folder, or a file's contents and whether it is a program. */
export async function unpackArchive(archive: Uint8Array): Promise<Record<string, string>> {
  const directory = mkdtempSync(join(tmpdir(), "switchboard-unpacked-"));
  try {
    const [file, into] = [join(directory, "archive.tar.gz"), join(directory, "into")];
    writeFileSync(file, archive);
    mkdirSync(into);
    await requireProgram("tar", ["-xzf", file, "-C", into]);
    const names = readdirSync(into, { recursive: true, encoding: "utf8" }).sort();
    return Object.fromEntries(names.map((name) => [name, describe(join(into, name))]));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function describe(path: string): string {
  const stats = statSync(path);
  if (stats.isDirectory()) return "folder";
  const hash = createHash("sha256").update(readFileSync(path)).digest("hex").slice(0, 16);
  return `${stats.mode & IS_PROGRAM ? "program" : "file"} ${stats.size} ${hash}`;
}
