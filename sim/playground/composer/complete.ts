/** What Slack's composer would offer to complete: slash commands with their usage hints, and names. */
import type { Workspace } from "../../world/page-protocol.ts";

export interface Completion {
  /** What the typed part becomes. */
  readonly text: string;
  readonly detail: string;
}

export interface Completions {
  /** Where the part begins that is completed; it ends at the caret. */
  readonly from: number;
  readonly options: readonly Completion[];
}

const NONE: Completions = { from: 0, options: [] };

/** As many as are worth reading. */
const SHOWN = 12;

/** `caret` is where somebody types. What is complete already is not offered again. */
export function complete(typed: string, caret: number, workspace: Workspace): Completions {
  const before = typed.slice(0, caret);
  const found = completeCommand(before, workspace) ?? completeName(before, workspace) ?? NONE;
  const part = before.slice(found.from);
  const options = found.options.filter(({ text }) => text.trimEnd() !== part && startsWith(text, part));
  return { from: found.from, options: options.slice(0, SHOWN) };
}

/** "/ag" and "/agent sta"; null: no command is being typed here. */
function completeCommand(before: string, { app: { commands } }: Workspace): Completions | null {
  if (/^\/\S*$/.test(before)) {
    const options = commands.map(({ command, description, usageHint }) => ({
      text: `${command} `,
      detail: [description, usageHint].filter((part) => part !== "").join(" · "),
    }));
    return { from: 0, options };
  }
  const command = commands.find((candidate) => before.startsWith(`${candidate.command} `));
  if (!command || !/^\S+ +\S*$/.test(before)) return null;
  const uses = command.usageHint.split("|").map((use) => use.trim());
  return {
    from: 0,
    // A hint that begins with a placeholder, "<agent> <room>", is nothing to insert.
    options: uses
      .filter((use) => /^[a-z]/.test(use))
      .map((use) => {
        const [verb = "", ...rest] = use.split(/\s+/);
        return { text: `${command.command} ${verb} `, detail: rest.join(" ") };
      }),
  };
}

/** "@sw" and "#voi", at the beginning of a word. */
function completeName(before: string, { people, userGroups, channels }: Workspace): Completions | null {
  const at = /(?<=^|\s)[@#][\w.-]*$/.exec(before)?.index;
  if (at === undefined) return null;
  const rooms = channels
    .filter(({ isDirect }) => !isDirect)
    .map(({ title, topic }) => ({ text: `#${title} `, detail: topic }));
  const names = [
    ...people.map(({ name, realName }) => ({ text: `@${name} `, detail: realName })),
    ...userGroups.map(({ handle }) => ({ text: `@${handle} `, detail: "user group" })),
  ];
  return { from: at, options: before[at] === "#" ? rooms : names };
}

const startsWith = (text: string, part: string): boolean =>
  text.toLowerCase().startsWith(part.replaceAll(/ +/g, " ").toLowerCase());
