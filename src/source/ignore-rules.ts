/** What an ignore file leaves out, as LiveKit's client decides it (moby/patternmatcher v0.6.1, MatchesOrParentMatches). */
import { cleanPath } from "./clean-path.ts";
import { matchesGlob } from "./matches-glob.ts";
import { type Glob, parseGlob } from "./parse-glob.ts";

export interface IgnoreRule {
  readonly glob: Glob;
  /** `!`: takes back what was left out before. */
  readonly isException: boolean;
}

export interface IgnoreLines {
  readonly rules: readonly IgnoreRule[];
  /** The first line that is no pattern; null: there is none. */
  readonly badLine: string | null;
}

/**
 * A leading slash is part of the pattern, so such a line leaves nothing out; that is how LiveKit's client has it. A comment
 * is a pattern to it, too; we only spare the author the refusal of one that is not.
 */
export function parseIgnoreLines(lines: readonly string[]): IgnoreLines {
  const rules: IgnoreRule[] = [];
  for (const line of lines) {
    const trimmed = line.trim();
    if (trimmed === "") continue;
    const cleaned = cleanPath(trimmed);
    const isException = cleaned.startsWith("!");
    const pattern = isException ? cleaned.slice(1) : cleaned;
    const glob = pattern === "" ? null : parseGlob(pattern);
    if (glob) rules.push({ glob, isException });
    else if (!trimmed.startsWith("#")) return { rules, badLine: trimmed };
  }
  return { rules, badLine: null };
}

/** `path`: without a slash at its ends; "." is the root. */
export function isIgnored(rules: readonly IgnoreRule[], path: string): boolean {
  let ignored = false;
  for (const { glob, isException } of rules) {
    if (isException === ignored && matchesGlob(glob, path)) ignored = !isException;
  }
  return ignored;
}
