/** Help, generated from the command table: it cannot name a verb that is not there, nor miss one that is. */
import { context, section } from "../views/blocks.ts";
import { createView } from "../views/create-view.ts";
import { boldText, codeText, escapeText, proseText } from "../views/escape-text.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "../views/mrkdwn.ts";
import type { View } from "../views/view.ts";
import { listWords } from "../views/word-lists.ts";
import { argumentUsages, type CommandSpec, flagUsage, nameOf, type Role, usageOf } from "./command-spec.ts";
import { COMMANDS, type CommandId, commandIds } from "./command-table.ts";

/** What is known of the reader: the roles they have, and whether Slack could not tell about some. */
export interface HelpReader {
  readonly may: (needs: Role | null) => boolean;
  readonly unsure: boolean;
  readonly projects: readonly string[];
}

/** One line a command, the same for everybody: written once, because help is what is asked for most. */
const LINES = commandIds.flatMap((id) => {
  const spec: CommandSpec = COMMANDS[id];
  return spec.onCards ? [] : [{ command: spec.command, needs: spec.needs, text: summaryLine(spec) }];
});

/** `/agent` and `/agent help`: what this person may do here, and what it would take to do the rest. */
export function renderHelp(command: string, { may, unsure, projects }: HelpReader): View {
  const own = LINES.filter((line) => line.command === command);
  const allowed = own.filter(({ needs }) => may(needs)).map(({ text }) => text);
  const others = own
    .filter(({ needs }) => !may(needs))
    .map(({ needs, text }) => mrkdwn`${text} _(for ${escapeText(needs ?? "everybody")}s)_`);
  const other = command === "agent" ? mrkdwn`/dispatch help` : mrkdwn`/agent help`;
  return createView({
    text: mrkdwn`Help for ${codeText(`/${command}`)}: you may use ${allowed.length} of its ${own.length} commands.`,
    blocks: [
      section(mrkdwn`${boldText(`What you can do with /${command}`)}\n${joinMrkdwn(allowed, mrkdwn`\n`)}`),
      others.length === 0
        ? null
        : section(mrkdwn`${boldText("What others can do")}\n${joinMrkdwn(others, mrkdwn`\n`)}`),
      unsure
        ? section(mrkdwn`Slack did not tell me who you are, so you may be allowed more than this.`)
        : null,
      context([
        joinMrkdwn([
          mrkdwn`\`/agent help status\` explains one of them`,
          mrkdwn`see also \`${other}\``,
          projects.length === 0
            ? null
            : mrkdwn`projects: ${listWords(projects.map((name) => codeText(name)))}`,
          mrkdwn`in threads, mention me instead`,
        ]),
        command === "agent" ? describeCardVerbs() : null,
      ]),
    ],
  });
}

function describeCardVerbs(): Mrkdwn {
  const verbs = commandIds.flatMap((id) => {
    const spec: CommandSpec = COMMANDS[id];
    return spec.onCards && spec.verb ? [codeText(spec.verb)] : [];
  });
  return mrkdwn`${listWords(verbs, "and", verbs.length)} are the buttons of a card, and can be typed with the id of its operation`;
}

/** `/agent help status`: usage, arguments, flags and an example of one command. */
export function renderCommandHelp(id: CommandId, mayUse: boolean): View {
  const spec: CommandSpec = COMMANDS[id];
  const lines: Mrkdwn[] = [];
  for (const argument of Object.values(spec.arguments)) {
    lines.push(mrkdwn`${codeText(argument.placeholder)} ${proseText(argument.summary)}`);
  }
  for (const [name, flag] of Object.entries(spec.flags)) {
    lines.push(mrkdwn`${codeText(flagUsage(name, flag))} ${proseText(flag.summary)}`);
  }
  return createView({
    text: mrkdwn`${codeText(nameOf(spec))}: ${proseText(spec.summary)}.`,
    blocks: [
      section(mrkdwn`${boldText(nameOf(spec))}: ${proseText(spec.summary)}\n${codeText(usageOf(spec), 300)}`),
      lines.length > 0 ? section(joinMrkdwn(lines, mrkdwn`\n`)) : null,
      context([
        joinMrkdwn([
          mrkdwn`for example ${codeText(spec.example)}`,
          spec.aliases.length > 0
            ? mrkdwn`also ${joinMrkdwn(
                spec.aliases.map((alias) => codeText(alias)),
                mrkdwn`, `,
              )}`
            : null,
          spec.needs === null || mayUse ? null : mrkdwn`you would need the role ${codeText(spec.needs)}`,
        ]),
      ]),
    ],
  });
}

/** The command as short as it can be typed, and what it is for. */
function summaryLine(spec: CommandSpec): Mrkdwn {
  return mrkdwn`${codeText([nameOf(spec), ...argumentUsages(spec)].join(" "))} ${proseText(spec.summary)}`;
}
