import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { FileSeed } from "../../../sim/github/repository-seed.ts";

/** A folder of its own with these files, as git checks them out; whoever asks for it removes it. */
export function plantDirectory(files: Readonly<Record<string, FileSeed>>): string {
  const directory = mkdtempSync(join(tmpdir(), "switchboard-tree-"));
  for (const [name, seed] of Object.entries(files)) {
    const path = join(directory, name);
    mkdirSync(dirname(path), { recursive: true });
    if (typeof seed === "string") writeFileSync(path, seed);
    else if ("bytes" in seed) writeFileSync(path, seed.bytes);
    else if ("link" in seed) symlinkSync(seed.link, path);
    else writeFileSync(path, seed.program);
    if (typeof seed === "object" && "program" in seed) chmodSync(path, 0o755);
  }
  return directory;
}
