/** Which files of a source are uploaded: the rules of LiveKit's own client (server-sdk-go pkg/cloudagents/tar.go, upload.go; `lk`). */
import { isIgnored, parseIgnoreLines } from "./ignore-rules.ts";

/** In the order in which their lines count. */
export const IGNORE_FILES = [".gitignore", ".dockerignore"] as const;

const ALWAYS_OUT = [
  "**/livekit.toml",
  "**/Dockerfile",
  "**/.dockerignore",
  "**/.gitignore",
  "**/.git",
  "**/.git/**",
  "**/node_modules",
  "**/node_modules/**",
  "**/.env",
  "**/.env.*",
  "**/.venv",
  "**/.venv/**",
  "**/venv",
  "**/venv/**",
];

export type SourceFilter =
  | { readonly ok: true; readonly ignores: (path: string) => boolean }
  /** The first line that is no pattern. */
  | { readonly ok: false; readonly file: string; readonly line: string };

/** `texts`: those of `IGNORE_FILES` that are there, in this order. */
export function readSourceFilter(
  texts: readonly { readonly file: string; readonly text: string }[],
): SourceFilter {
  const rules = [...parseIgnoreLines(ALWAYS_OUT).rules];
  for (const { file, text } of texts) {
    const parsed = parseIgnoreLines(text.split("\n"));
    if (parsed.badLine !== null) return { ok: false, file, line: parsed.badLine };
    rules.push(...parsed.rules);
  }
  return { ok: true, ignores: (path) => !isDockerfile(path) && isIgnored(rules, path) };
}

/** A build needs it whatever the rules say; anything with the word in its name is taken for one. */
const isDockerfile = (path: string): boolean => path.slice(path.lastIndexOf("/") + 1).includes("Dockerfile");
