import type { Glob, Step } from "./parse-glob.ts";

/**
 * Whether the pattern stands for a path, or for a folder that it is in. All ways through the pattern are walked at once, and
 * the path is walked once, so the time grows with the length of both and no faster.
 */
export function matchesGlob(glob: Glob, path: string): boolean {
  switch (glob.kind) {
    case "exact":
      return path === glob.text || path.startsWith(`${glob.text}/`);
    case "prefix":
      return path.startsWith(glob.text);
    case "suffix":
      return endsFolder(glob.text, glob.text.startsWith("/") ? `/${path}` : path);
    case "steps":
      return walk(glob.steps, path);
  }
}

const endsFolder = (ending: string, path: string): boolean =>
  path.endsWith(ending) || path.includes(`${ending}/`);

/** A place is twice the number of steps that are done, and one more inside of "folders", which only a slash leaves. */
interface Places {
  readonly list: number[];
  /** At which letter each place was last reached. */
  readonly reachedAt: Int32Array;
  now: number;
}

function walk(steps: readonly Step[], path: string): boolean {
  const end = 2 * steps.length;
  const reachedAt = new Int32Array(end + 1).fill(-1);
  let places: Places = { list: [], reachedAt, now: 0 };
  enter(steps, 0, places);
  for (const letter of path) {
    if (letter === "/" && reachedAt[end] === places.now) return true;
    const next: Places = { list: [], reachedAt, now: places.now + 1 };
    for (const place of places.list) advance(steps, place, letter, next);
    if (next.list.length === 0) return false;
    places = next;
  }
  return reachedAt[end] === places.now;
}

/** Adds the place, and those that are reached from it without a letter. */
function enter(steps: readonly Step[], place: number, places: Places): void {
  for (let at = place; reach(at, places); at += 2) {
    const kind = steps[at / 2]?.kind;
    if (kind === "folders") reach(at + 1, places);
    else if (kind !== "star" && kind !== "rest") return;
  }
}

/** False: it was reached before. */
function reach(place: number, { list, reachedAt, now }: Places): boolean {
  if (reachedAt[place] === now) return false;
  reachedAt[place] = now;
  list.push(place);
  return true;
}

function advance(steps: readonly Step[], place: number, letter: string, next: Places): void {
  const step = steps[Math.floor(place / 2)];
  if (!step) return;
  switch (step.kind) {
    case "letter":
      if (letter === step.letter) enter(steps, place + 2, next);
      return;
    case "any":
      if (letter !== "/") enter(steps, place + 2, next);
      return;
    case "class":
      if (isInClass(step, letter)) enter(steps, place + 2, next);
      return;
    case "star":
      if (letter !== "/") enter(steps, place, next);
      return;
    case "rest":
      if (letter !== "\n") enter(steps, place, next);
      return;
    case "folders":
      if (place % 2 === 0) return;
      if (letter !== "\n") reach(place, next);
      if (letter === "/") enter(steps, place + 1, next);
  }
}

function isInClass({ isNegated, ranges }: Extract<Step, { kind: "class" }>, letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  return ranges.some(([from, to]) => from <= code && code <= to) !== isNegated;
}
