/** A line that failed, with one word put right, for the buttons that run it. All other words keep their meaning. */
import type { Failure } from "../failure.ts";
import { quoteArgument } from "./quote-argument.ts";
import type { Token } from "./tokenize.ts";

/** `replacement` takes the place of what `failure` names; null when that is not among the words. */
export function correctLine(
  command: string,
  tokens: readonly Token[],
  failure: Failure,
  replacement: string,
): string | null {
  switch (failure.kind) {
    case "unknown-verb":
      return replaceWord(command, tokens, ({ text }) => (text === failure.given ? replacement : null));
    case "unknown-flag":
      return replaceWord(command, withVerb(tokens, failure.instead?.verb), ({ text, quoted }, index) =>
        !quoted && index > 0 && flagName(text) === failure.given
          ? text.replace(/^--?[^=]*/, `--${replacement}`)
          : null,
      );
    case "flag-left-out": {
      const { flag, given } = failure;
      const at = tokens.findLastIndex(({ text }, index) => index > 0 && text === given);
      const word = tokens[at];
      if (!word) return null;
      const named = [
        { text: `--${flag}`, quoted: false },
        { ...word, text: replacement },
      ];
      return formatLine(command, tokens.toSpliced(at, 1).toSpliced(1, 0, ...named));
    }
    case "project-needed":
      // Right after the verb: at the end it might stand behind a `--`.
      return formatLine(command, tokens.toSpliced(1, 0, { text: `--project=${replacement}`, quoted: false }));
    case "unknown-project":
      return replaceWord(command, tokens, ({ text }) => replaceProject(text, failure.given, replacement));
    case "agent-not-found":
    case "agent-ambiguous":
      return replaceWord(command, tokens, ({ text }, index) => {
        const isVerb = command === "agent" && index === 0;
        return isVerb || isFlagValue(tokens, index) ? null : replaceAgent(text, failure.given, replacement);
      });
    default:
      return null;
  }
}

type Replace = (token: Token, index: number) => string | null;

function replaceWord(command: string, tokens: readonly Token[], replace: Replace): string | null {
  for (const [index, token] of tokens.entries()) {
    const text = replace(token, index);
    if (text !== null) return formatLine(command, tokens.with(index, { ...token, text }));
  }
  return null;
}

const withVerb = (tokens: readonly Token[], verb: string | undefined): readonly Token[] =>
  verb === undefined ? tokens : tokens.with(0, { text: verb, quoted: false });

/** `--metadata support-line`: the agent's name as the value of another flag is not the agent. */
function isFlagValue(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  return before !== undefined && !before.quoted && /^--(?!(?:id|agent)$)\p{L}[^=]*$/u.test(before.text);
}

const flagName = (text: string): string => text.replace(/^--?/, "").split("=", 1)[0] ?? "";

function replaceProject(text: string, given: string, replacement: string): string | null {
  if (text === given) return replacement;
  if (text.startsWith(`${given}/`)) return replacement + text.slice(given.length);
  return text.endsWith(`project=${given}`) ? text.slice(0, -given.length) + replacement : null;
}

function replaceAgent(text: string, given: string, replacement: string): string | null {
  if (text === given || text.endsWith(`/${given}`)) return replacement;
  const isValue = ["id=", "agent="].some((flag) => text.endsWith(`${flag}${given}`));
  return isValue ? text.slice(0, -given.length) + replacement : null;
}

/** "/agent" and the words, quoted so that they are read back as they were. */
function formatLine(command: string, tokens: readonly Token[]): string {
  return [`/${command}`, ...tokens.map(formatToken)].join(" ");
}

function formatToken({ text, quoted }: Token): string {
  if (quoted) return quoteArgument(text);
  const equals = text.indexOf("=");
  if (equals > 0) return `${text.slice(0, equals)}=${quoteArgument(text.slice(equals + 1))}`;
  return text.startsWith("-") ? text : quoteArgument(text);
}
