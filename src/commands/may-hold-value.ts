/**
 * Whether a command about secrets holds what may be a value: `OPENAI_API_KEY=sk-…`, or a word that has no place there.
 * It is refused before anything else is said of it, since any other refusal would repeat what was typed.
 */
import type { FlagSpec } from "./command-spec.ts";
import { COMMANDS } from "./command-table.ts";
import type { Token } from "./tokenize.ts";

const ABOUT_SECRETS: readonly string[] = ["update-secrets", "update", "secrets"];
const FLAGS: Readonly<Record<string, FlagSpec>> = {
  ...COMMANDS["agent.secrets"].flags,
  ...COMMANDS["agent.update-secrets"].flags,
};
/** Their values are names, which hold no `=`. */
const NAMES: readonly string[] = ["secret", "file", "remove"];

/** `verbs`: the verb that was typed, or those that it may have been meant as. */
export function mayHoldValue(verbs: readonly string[], tokens: readonly Token[]): boolean {
  if (!verbs.some((verb) => ABOUT_SECRETS.includes(verb))) return false;
  // One word is the agent.
  let spare = 1;
  for (let at = 1; at < tokens.length; at += 1) {
    const token = tokens[at];
    const [, dashes = "", name = "", value] = /^(-*)([^=]*)(?:=(.*))?$/s.exec(token?.text ?? "") ?? [];
    const isFlag = !token?.quoted && (dashes !== "" || value !== undefined);
    const flag = isFlag ? FLAGS[name.toLowerCase()] : undefined;
    if (flag === undefined) {
      // A flag that was mistyped is told as one; what follows an `=` may be anything.
      if (value !== undefined) return true;
      if (!isFlag) spare -= 1;
    } else if (flag.kind !== "switch") {
      const given = value ?? tokens[at + 1]?.text ?? "";
      if (NAMES.includes(name.toLowerCase()) && given.includes("=")) return true;
      if (flag.kind === "argument") spare -= 1;
      if (value === undefined) at += 1;
    }
    if (spare < 0) return true;
  }
  return false;
}
