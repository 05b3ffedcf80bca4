/**
 * Splits what a person typed into words, as a shell would, but with the hands of somebody on a phone in mind:
 * smart quotes are quotes, a long dash in front of a flag is `--`, an apostrophe inside a word is an apostrophe.
 */
import { fail, type Result, succeed } from "../failure.ts";

export interface Token {
  readonly text: string;
  /** True when the word began with a quote: it is then a value, even if it begins with a dash. */
  readonly quoted: boolean;
}

const WHITE_SPACE = /\s/u;
/** A run of characters that mean nothing but themselves; taken at once, since metadata may have half a million. */
const ORDINARY = /[^\s\u200b\u2060\ufeff"“”„«'‘’]+/uy;
/** Zero-width spaces come along with copied text and are never meant. (Joiners are: they make emoji and words.) */
const INVISIBLE = /[\u200b\u2060\ufeff]/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Opening quote → the characters that may close it. Phones mix the smart forms freely. */
const CLOSERS: Readonly<Record<string, string>> = {
  '"': '"',
  "“": '”“"',
  "”": '”"',
  "„": '“”"',
  "«": "»",
  "'": "'",
  "‘": "’'",
  "’": "’'",
};
const SINGLE = "'‘’";

/** Reads words until the text ends; fails only on a quote that is never closed. */
export function tokenize(text: string): Result<readonly Token[]> {
  const tokens: Token[] = [];
  let word = "";
  let inWord = false;
  let quoted = false;

  const endWord = (): void => {
    if (inWord) tokens.push({ text: quoted ? word : restoreDashes(word), quoted });
    word = "";
    inWord = false;
    quoted = false;
  };

  for (let at = 0; at < text.length; ) {
    ORDINARY.lastIndex = at;
    const run = ORDINARY.exec(text)?.[0];
    const character = text[at] ?? "";
    if (run !== undefined) {
      word += run;
      inWord = true;
      at += run.length;
    } else if (WHITE_SPACE.test(character)) {
      endWord();
      at += 1;
    } else if (INVISIBLE.test(character)) {
      at += 1;
    } else if (character in CLOSERS && opensQuote(character, word)) {
      const section = readQuoted(text, at, character);
      if (!section) return fail({ kind: "unclosed-quote", quote: character });
      if (!inWord) quoted = true;
      word += section.value;
      inWord = true;
      at = section.end;
    } else {
      word += character;
      inWord = true;
      at += 1;
    }
  }
  endWord();
  return succeed(tokens);
}

/** A single quote opens only where a value can begin, so that `don't` needs no escaping. */
function opensQuote(character: string, word: string): boolean {
  return !SINGLE.includes(character) || !LETTER_OR_DIGIT.test(word.at(-1) ?? "");
}

/** The text between the quote at `start` and its partner; `\` keeps the next quote or backslash, except in single quotes. */
function readQuoted(text: string, start: number, opener: string): { value: string; end: number } | null {
  const closers = CLOSERS[opener] ?? opener;
  const escapes = !SINGLE.includes(opener);
  let value = "";
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text[at] ?? "";
    const next = text[at + 1] ?? "";
    if (escapes && character === "\\" && (next === "\\" || closers.includes(next)) && next !== "") {
      value += next;
      at += 1;
    } else if (closers.includes(character)) {
      return { value, end: at + 1 };
    } else {
      value += character;
    }
  }
  return null;
}

/** iOS turns `--` into `—`, others into `–`; in front of a letter it was meant as `--`. */
function restoreDashes(word: string): string {
  const dashes = /^[-‐‑‒–—―−]+(?=\p{L})/u.exec(word)?.[0];
  return dashes === undefined || /^-+$/.test(dashes) ? word : `--${word.slice(dashes.length)}`;
}
