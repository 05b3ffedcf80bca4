import type { Failure } from "../failure.ts";
import type { CommandSpec } from "./command-spec.ts";
import type { Token } from "./tokenize.ts";

const FLAG = /--([a-z-]+)/g;

/** A bad value with each flag called what the person called it: `--min-agents` where `--min` means the same. */
export function nameAsTyped(failure: Failure, { flags }: CommandSpec, tokens: readonly Token[]): Failure {
  if (failure.kind !== "bad-value") return failure;
  const typed = tokens.flatMap(({ text, quoted }) => (quoted ? [] : [text.split("=", 1)[0] ?? ""]));
  const rename = (text: string): string =>
    text.replace(FLAG, (flag, name: string) => {
      const names = Object.entries(flags)
        .map(([own, spec]) => [own, ...(spec.kind === "value" ? (spec.aliases ?? []) : [])])
        .find((candidates) => candidates.includes(name));
      const given = names?.find((candidate) => typed.includes(`--${candidate}`));
      return given === undefined ? flag : `--${given}`;
    });
  return { ...failure, name: rename(failure.name), expected: rename(failure.expected) };
}
