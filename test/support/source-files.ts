/** The project's own TypeScript, as the guards see it. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");

export interface SourceFile {
  /** From the top of the project: "src/commands/tokenize.ts". */
  readonly path: string;
  readonly text: string;
  /** What it imports: paths from the top for our own files, names for packages. `typeOnly` ones vanish when it runs. */
  readonly imports: readonly { readonly target: string; readonly typeOnly: boolean }[];
}

export function readSourceFiles(folder: string): SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => {
      const path = join(folder, name);
      return parseSource(path, readFileSync(join(ROOT, path), "utf8"));
    });
}

export function parseSource(path: string, text: string): SourceFile {
  const imports = [
    ...text.matchAll(/^(?:import|export) (type )?[^;"]*?from "([^"]+)";|^import "([^"]+)";/gm),
  ].map((match) => {
    const target = match[2] ?? match[3] ?? "";
    return {
      target: target.startsWith(".") ? normalize(join(dirname(path), target)) : target,
      typeOnly: match[1] !== undefined,
    };
  });
  return { path, text, imports };
}
