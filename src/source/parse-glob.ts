/**
 * One pattern of an ignore file, as LiveKit's client understands it (moby/patternmatcher v0.6.1): a row of steps, which
 * glob.ts walks in time linear in the path.
 */

export type Step =
  | { readonly kind: "letter"; readonly letter: string }
  /** `?`: one character of a name. */
  | { readonly kind: "any" }
  /** `[a-z]`. Unlike the others it may stand for a slash. */
  | { readonly kind: "class"; readonly isNegated: boolean; readonly ranges: readonly Range[] }
  /** `*`: any characters of one name. */
  | { readonly kind: "star" }
  /** `**` at the end: whatever comes. */
  | { readonly kind: "rest" }
  /** `**` before the end: nothing, or anything up to a slash. */
  | { readonly kind: "folders" };

type Range = readonly [from: number, to: number];

export type Glob =
  | { readonly kind: "exact" | "prefix" | "suffix"; readonly text: string }
  | { readonly kind: "steps"; readonly steps: readonly Step[] };

/**
 * Null for what LiveKit's client refuses too, and for what means something else to it than was written: an escaped letter,
 * a wildcard inside of brackets, a caret or bar beside a wildcard. `pattern` is cleaned (clean-path.ts), and not empty.
 */
export function parseGlob(pattern: string): Glob | null {
  const letters = [...pattern];
  const steps: Step[] = [];
  let kind: Glob["kind"] = "exact";
  let hasCommand = false;
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at] ?? "";
    if (letter === "*" && letters[at + 1] === "*") {
      const isFirst = at === 0;
      at += letters[at + 2] === "/" ? 2 : 1;
      const isLast = at + 1 >= letters.length;
      if (isLast) kind = kind === "exact" ? "prefix" : "steps";
      else kind = "steps";
      steps.push({ kind: isLast ? "rest" : "folders" });
      if (isFirst) kind = "suffix";
    } else if (letter === "*" || letter === "?") {
      steps.push({ kind: letter === "*" ? "star" : "any" });
      kind = "steps";
    } else if (letter === "[") {
      const found = parseClass(letters, at + 1);
      if (!found) return null;
      steps.push(found.step);
      at = found.end;
      kind = "steps";
    } else if (letter === "\\") {
      at += 1;
      const escaped = readEscaped(letters, at);
      if (escaped === null) return null;
      steps.push({ kind: "letter", letter: escaped });
      kind = "steps";
    } else {
      steps.push({ kind: "letter", letter });
      if (letter === "]") kind = "steps";
      if (isCommand(letters, at)) hasCommand = true;
    }
  }
  if (kind === "steps") return hasCommand ? null : { kind, steps };
  if (kind === "suffix") return { kind, text: pattern.slice(2) };
  return { kind, text: kind === "prefix" ? pattern.slice(0, -2) : pattern };
}

/** Where a wildcard makes a regular expression of the pattern, the client forgets to escape these: ^ | {2} {2,3} */
function isCommand(letters: readonly string[], at: number): boolean {
  const letter = letters[at];
  return letter === "^" || letter === "|" || (letter === "{" && /^[0-9]$/.test(letters[at + 1] ?? ""));
}

/** From behind `[`; `end` is where `]` stands. */
function parseClass(letters: readonly string[], start: number): { step: Step; end: number } | null {
  const isNegated = letters[start] === "^";
  const ranges: Range[] = [];
  let at = isNegated ? start + 1 : start;
  while (letters[at] !== "]" || ranges.length === 0) {
    const from = readClassLetter(letters, at);
    if (from === null) return null;
    at = from.next;
    let to = from;
    if (letters[at] === "-") {
      const last = readClassLetter(letters, at + 1);
      if (last === null || last.code < from.code) return null;
      to = last;
      at = last.next;
    }
    ranges.push([from.code, to.code]);
  }
  return { step: { kind: "class", isNegated, ranges }, end: at };
}

function readClassLetter(letters: readonly string[], at: number): { code: number; next: number } | null {
  const letter = letters[at];
  if (letter === undefined || "]-*?".includes(letter)) return null;
  // Such as [[:alpha:]].
  if (letter === "[" && letters[at + 1] === ":") return null;
  const isEscaped = letter === "\\";
  const meant = isEscaped ? readEscaped(letters, at + 1) : letter;
  const code = meant?.codePointAt(0);
  return code === undefined ? null : { code, next: at + (isEscaped ? 2 : 1) };
}

/** In Go's regular expressions a letter or digit behind a backslash is a command, such as \d. */
function readEscaped(letters: readonly string[], at: number): string | null {
  const letter = letters[at];
  return letter === undefined || letter > "\x7f" || /[A-Za-z0-9]/.test(letter) ? null : letter;
}
