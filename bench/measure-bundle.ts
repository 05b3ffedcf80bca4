import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

export interface BundleSize {
  readonly kib: number;
  /** At level 9. */
  readonly gzipKib: number;
}

/** Every file that wrangler built into the directory for upload: all but source maps and its own README. */
export function measureBundle(directory: string): BundleSize {
  const files = readdirSync(directory).filter((name) => !name.endsWith(".map") && name !== "README.md");
  const contents = files.map((name) => readFileSync(join(directory, name)));
  const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0) / 1_024;
  return {
    kib: sum(contents.map(({ length }) => length)),
    gzipKib: sum(contents.map((content) => gzipSync(content, { level: 9 }).length)),
  };
}
