/** Values that are secret because of the name in front of them: `password=…`, `"api_key": "…"`, `Authorization: Bearer …`. */
import { MASK } from "./mask.ts";

/** What is called so is secret. Only the end of a name counts: `clientSecret` is one, `secretSet` is none. */
const SURE =
  /authorization|(?:api|access|secret|private|client|signing|encryption)[_-]?key|secret|passw(?:or)?d|passphrase/;
/** What is called so may be. */
const UNSURE = /(?<![a-z])key|token/;
/** What may stand between a name and its value, also in JSON within JSON. */
const BETWEEN =
  /(?:\\{0,3}["'])?[ \t]{0,3}(?:=>|:=|[=:])[ \t]{0,3}(?:\\{0,3}["'])?(?:(?:bearer|basic|token|digest)[ \t]{1,3})?/;
/** Without a name, in the middle of a sentence. */
const SCHEME = /(?<![a-z0-9])(bearer|basic)[ \t]{1,3}/;
const NAME = new RegExp(`(?:(${SURE.source})|(${UNSURE.source}))${BETWEEN.source}|${SCHEME.source}`, "gi");
/** A value goes on to the quote with which it began, or without one to the end of the word. */
const RUNS = {
  '"': toRun(/\\.|[^"\\\r\n]/),
  "'": toRun(/\\.|[^'\\\r\n]/),
  escaped: toRun(/[^"'\\\r\n]/),
  bare: toRun(/\[masked\]|[^\s"'\\,;&|<>()[\]{}]/),
};

interface Run {
  /** Enough to judge a value by: a whole one is read only to be masked, so that no text is read twice. */
  readonly beginning: RegExp;
  readonly rest: RegExp;
}

function toRun({ source }: RegExp): Run {
  return { beginning: new RegExp(`(?:${source}){1,128}`, "y"), rest: new RegExp(`(?:${source})*`, "y") };
}

export function maskNamedValues(text: string): string {
  let masked = "";
  let from = 0;
  for (const match of text.matchAll(NAME)) {
    const [found, sure, unsure] = match;
    const at = match.index + found.length;
    // A name in the middle of what is masked already counts if its value comes after it.
    if (at < from) continue;
    const run = chooseRun(found);
    const value = readAt(run.beginning, text, at);
    if (!chooseJudge(sure, unsure)(value)) continue;
    masked += `${text.slice(from, at)}${MASK}`;
    const restAt = at + value.length;
    from = restAt + readAt(run.rest, text, restAt).length;
  }
  return masked + text.slice(from);
}

function chooseRun(found: string): Run {
  const quote = found.at(-1);
  if (quote !== '"' && quote !== "'") return RUNS.bare;
  return found.at(-2) === "\\" ? RUNS.escaped : RUNS[quote];
}

function chooseJudge(sure: string | undefined, unsure: string | undefined): (value: string) => boolean {
  if (sure !== undefined) return isMeant;
  if (unsure === undefined) return isCredential;
  return unsure.toLowerCase() === "token" ? isToken : isKey;
}

function readAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

/** What programs write where there is no value, or none that they would show. */
const NO_VALUE =
  /^(?:true|false|null|nil|none|undefined|not|no|yes|is|was|has|must|missing|required|invalid|incorrect|wrong|expired|empty|set|unset|redacted|hidden|\*+|…|\$.*|%\w)$/i;

const isMeant = (value: string): boolean => value !== "" && !NO_VALUE.test(value);

/** Most tokens in these logs are those that a language model counts, or says. */
const isToken = (value: string): boolean =>
  !/\s/.test(value) &&
  !/^[\d.,:]+(?:ms|s|k|m|%)?$/i.test(value) &&
  ((value.length >= 6 && /\d/.test(value)) || value.length >= 20);

/** After `Bearer` and `Basic`, which are words of prose too. */
const isCredential = (value: string): boolean =>
  value.length >= 8 && /^[\w+/.~=-]+$/.test(value) && /\d|[a-z][A-Z]|=$/.test(value);

/** Nearly everything may be called a key: ids and hashes are none that must be hidden. */
const isKey = (value: string): boolean =>
  value.length >= 16 &&
  /^[\w+/.=-]+$/.test(value) &&
  /\d/.test(value) &&
  /[a-z]/.test(value) &&
  /[A-Z]/.test(value);
