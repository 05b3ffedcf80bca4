/** The world on disk: one JSON file, whole at every moment. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";

/** Writes a file beside it and puts that in its place. */
export function writeWorldFile(path: string, snapshot: unknown): void {
  const next = `${path}.next`;
  writeFileSync(next, JSON.stringify(snapshot));
  renameSync(next, path);
}

/**
 * Gives the kept world to `restore`. A file that is broken, or that `restore` throws at, is set aside, and its new
 * name is the answer; null: nothing was set aside.
 */
export function readWorldFile(path: string, restore: (snapshot: unknown) => void): string | null {
  const text = readIfThere(path);
  if (text === null) return null;
  try {
    restore(JSON.parse(text));
    return null;
  } catch {
    const aside = path.replace(/(\.json)?$/, ".set-aside.json");
    renameSync(path, aside);
    return aside;
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
