/** Words → a command, by the command table. Pure: it never asks anybody anything. */
import { distance } from "fastest-levenshtein";
import { type Failure, fail, type Result, succeed } from "../failure.ts";
import {
  type ArgumentSpec,
  type CommandSpec,
  type FlagSpec,
  flagUsage,
  type ValueSpec,
} from "./command-spec.ts";
import { COMMANDS, type Command, type CommandId, commandIds, usageFor } from "./command-table.ts";
import { mayHoldValue } from "./may-hold-value.ts";
import { quoteArgument } from "./quote-argument.ts";
import type { Token } from "./tokenize.ts";

/** Reads the words that follow a slash command ("agent", "dispatch"). */
export function parseCommand(command: string, tokens: readonly Token[]): Result<Command> {
  const first = tokens[0];
  if (!first) return succeed({ id: helpOf(command), input: { verb: null } });

  if (tokens.some(({ text, quoted }) => !quoted && (text === "--help" || text === "-h"))) {
    return succeed(command === "dispatch" ? { id: "dispatch.help", input: {} } : askForHelp(first.text));
  }
  const id = findCommand(command, tokens);
  const meant = id ? [COMMANDS[id].verb ?? ""] : nearestVerbs(command, first.text);
  if (command === "agent" && mayHoldValue(meant, tokens)) return fail({ kind: "secret-in-command" });
  if (id) return parseInput(id, COMMANDS[id].verb === null ? tokens : tokens.slice(1));
  return fail({
    kind: "unknown-verb",
    command,
    given: first.text,
    suggestions: nearestVerbs(command, first.text),
  });
}

/** Which command the words are, whatever else is wrong with them: that of a verb, or the command's own form. */
export function findCommand(command: string, tokens: readonly Token[]): CommandId | undefined {
  const verb = findVerb(command, tokens[0]?.text ?? "");
  if (verb || looksMistyped(command, tokens)) return verb;
  return commandIds.find((id) => COMMANDS[id].command === command && COMMANDS[id].verb === null);
}

/** The verb of `command` by its name or one of its aliases. */
export function findVerb(command: string, word: string): CommandId | undefined {
  const wanted = word.toLowerCase();
  return commandIds.find((id) => {
    const spec: CommandSpec = COMMANDS[id];
    return spec.command === command && (spec.verb === wanted || spec.aliases.includes(wanted));
  });
}

const askForHelp = (verb: string): Command => ({
  id: "agent.help",
  input: { verb: verb.startsWith("-") ? null : verb },
});

const helpOf = (command: string) => (command === "dispatch" ? "dispatch.help" : "agent.help");

/** `/dispatch lst room-1` has the form of a dispatch, but a lone word close to a verb was meant as that verb. */
function looksMistyped(command: string, tokens: readonly Token[]): boolean {
  const word = tokens[0]?.text ?? "";
  return tokens.length === 1 && nearestVerbs(command, word).length > 0;
}

export function nearestVerbs(command: string, word: string): string[] {
  const names = commandIds.flatMap((id) => {
    const spec: CommandSpec = COMMANDS[id];
    return spec.command === command && spec.verb !== null ? [spec.verb, ...spec.aliases] : [];
  });
  return nearestNames(word, names).slice(0, 3);
}

/** Those that few slips away became the word, or that it is the beginning of; the nearest first. */
function nearestNames(word: string, names: readonly string[]): string[] {
  const wanted = word.toLowerCase();
  return names
    .map((name) => ({ name, away: distance(wanted, name) }))
    .filter(
      ({ name, away }) =>
        away <= Math.max(1, Math.floor(name.length / 3)) || (wanted.length > 1 && name.startsWith(wanted)),
    )
    .toSorted((a, b) => a.away - b.away)
    .map(({ name }) => name);
}

interface RawInput {
  readonly positionals: string[];
  readonly values: Map<string, string[]>;
  /** The argument that was given by name, as in `--id CA_x`; it is always the agent. */
  named: string | null;
}

function parseInput(id: CommandId, tokens: readonly Token[]): Result<Command> {
  const spec: CommandSpec = COMMANDS[id];
  const raw = readFlags(id, spec, tokens);
  if (!raw.ok) return raw;

  const input: Record<string, unknown> = {};
  const argumentEntries = Object.entries(spec.arguments);
  const { named, positionals } = raw.value;
  const unread = [...positionals];
  for (const [name, argument] of argumentEntries) {
    const given = name === "agent" && named !== null ? named : unread.shift();
    const value = readArgument(id, argument, given);
    if (!value.ok) return fail(withFlag(value.failure, spec, argument, raw.value, given));
    input[name] = value.value;
  }
  const [extra] = unread;
  if (extra !== undefined) {
    const quoted = quoteSentence(spec, tokens);
    return fail({ kind: "unexpected-argument", usage: usageFor(id), given: extra, quoted });
  }

  for (const [name, flag] of Object.entries(spec.flags)) {
    if (flag.kind === "argument") continue;
    const value = readFlag(id, name, flag, raw.value.values.get(name) ?? []);
    if (!value.ok) return value;
    input[name] = value.value;
  }
  // The table's own types say what `input` now holds; the loops above followed the same table.
  return succeed({ id, input } as Command);
}

/** Sorts the words into positional ones and flags: `--name value`, `--name=value` and `name=value` are the same. */
function readFlags(id: CommandId, spec: CommandSpec, tokens: readonly Token[]): Result<RawInput> {
  const raw: RawInput = { positionals: [], values: new Map(), named: null };
  let flagsEnded = false;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) break;
    const split = flagsEnded || token.quoted ? null : splitFlag(spec, token.text);
    if (token.text === "--" && !token.quoted && !flagsEnded) {
      flagsEnded = true;
    } else if (!split) {
      raw.positionals.push(token.text);
    } else {
      const found = findFlag(spec, split.name);
      if (!found) {
        const instead = spec.elsewhere?.[split.name];
        return fail({
          kind: "unknown-flag",
          usage: usageFor(id),
          given: split.name,
          nearest: instead ? null : nearestFlag(spec, split.name),
          ...(instead && { instead }),
        });
      }
      let value = split.value;
      if (found.flag.kind === "switch") {
        value = value ?? "true";
      } else if (value === null) {
        const next = tokens[at + 1];
        if (!next || (!next.quoted && next.text.startsWith("--"))) {
          const usage = flagUsage(found.name, found.flag);
          return fail({ kind: "missing-flag-value", usage, flag: found.name });
        }
        value = next.text;
        at += 1;
      }
      if (found.flag.kind === "argument") raw.named = value;
      else addValue(raw.values, found.name, value);
    }
  }
  return succeed(raw);
}

/** `--reason callers hear silence` with its quotes; null where no flag has several words behind it. */
function quoteSentence(spec: CommandSpec, tokens: readonly Token[]): string | null {
  let name: string | null = null;
  let words: string[] = [];
  for (const { text, quoted } of tokens) {
    const split = quoted ? null : splitFlag(spec, text);
    if (!split) {
      words.push(text);
      continue;
    }
    if (name !== null && words.length > 1) break;
    const found = findFlag(spec, split.name);
    const takesText = found && "placeholder" in found.flag && found.flag.placeholder === "text";
    name = takesText ? found.name : null;
    words = split.value === null ? [] : [split.value];
  }
  return name !== null && words.length > 1 ? `--${name} ${quoteArgument(words.join(" "))}` : null;
}

function addValue(values: Map<string, string[]>, name: string, value: string): void {
  const known = values.get(name);
  if (known) known.push(value);
  else values.set(name, [value]);
}

function splitFlag(spec: CommandSpec, text: string): { name: string; value: string | null } | null {
  const equals = text.indexOf("=");
  const head = equals < 0 ? text : text.slice(0, equals);
  const value = equals < 0 ? null : text.slice(equals + 1);
  if (/^(--.|-\p{L})/u.test(head)) return { name: head.replace(/^--?/, ""), value };
  if (value !== null && findFlag(spec, head)) return { name: head, value };
  return null;
}

function findFlag(spec: CommandSpec, name: string): { name: string; flag: FlagSpec } | null {
  const wanted = name.toLowerCase();
  for (const [flagName, flag] of Object.entries(spec.flags)) {
    const aliases = flag.kind === "value" ? (flag.aliases ?? []) : [];
    if (flagName === wanted || aliases.includes(wanted)) return { name: flagName, flag };
  }
  return null;
}

function nearestFlag(spec: CommandSpec, given: string): string | null {
  return nearestNames(given, Object.keys(spec.flags))[0] ?? null;
}

function readArgument(id: CommandId, spec: ArgumentSpec, given: string | undefined): Result<unknown> {
  if (given === undefined) {
    if (!spec.required) return succeed(null);
    return fail({ kind: "missing-argument", usage: usageFor(id), argument: spec.placeholder });
  }
  return readValue(id, spec.placeholder, spec, given);
}

/** A bad value that would be good behind a flag, unless it looks like a slip in the word that was asked for. */
function withFlag(
  failure: Failure,
  { flags }: CommandSpec,
  { insteadOf: flag, placeholder }: ArgumentSpec,
  { values }: RawInput,
  given: string | undefined,
): Failure {
  const meant = flag === undefined ? undefined : flags[flag];
  if (failure.kind !== "bad-value" || flag === undefined || given === undefined || values.has(flag))
    return failure;
  const isGood = meant?.kind === "value" && meant.schema.safeParse(given).success;
  return isGood && nearestNames(given, [placeholder]).length === 0
    ? { kind: "flag-left-out", given, flag }
    : failure;
}

function readFlag(
  id: CommandId,
  name: string,
  flag: Exclude<FlagSpec, { kind: "argument" }>,
  given: readonly string[],
): Result<unknown> {
  if (flag.kind === "switch") {
    const [value = "false"] = given;
    if (value === "true" || value === "false") return succeed(value === "true");
    return fail({
      kind: "bad-value",
      usage: usageFor(id),
      name: `--${name}`,
      expected: "given without a value",
    });
  }
  if (flag.kind === "list") {
    const values: unknown[] = [];
    for (const text of given) {
      const value = readValue(id, `--${name}`, flag, text);
      if (!value.ok) return value;
      values.push(value.value);
    }
    return succeed(values);
  }
  const [text, second] = given;
  if (text === undefined) return succeed(null);
  if (second !== undefined)
    return fail({ kind: "bad-value", usage: usageFor(id), name: `--${name}`, expected: "given once" });
  return readValue(id, `--${name}`, flag, text);
}

function readValue(id: CommandId, name: string, spec: ValueSpec, text: string): Result<unknown> {
  const parsed = spec.schema.safeParse(text);
  if (parsed.success) return succeed(parsed.data);
  return fail({ kind: "bad-value", usage: usageFor(id), name, expected: spec.expected });
}
