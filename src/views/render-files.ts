/** Short files, to be copied from the answer or brought into the channel. */
import { actions, context, preformatted, section } from "./blocks.ts";
import type { CommandButton } from "./command-button.ts";
import { createView } from "./create-view.ts";
import { codeText, mentionUser } from "./escape-text.ts";
import type { TextFile } from "./files/text-file.ts";
import { LIMITS } from "./limits.ts";
import { type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { splitText } from "./split-text.ts";
import type { View } from "./view.ts";
import { listWords } from "./word-lists.ts";

export interface FileAnswer {
  readonly files: readonly TextFile[];
  /** What they are for, after their names: "for `prod/support-line`, as it is now". */
  readonly about: Mrkdwn;
  /** The command that gives this answer. */
  readonly command: string;
  readonly buttons: readonly CommandButton[];
}

export function renderFiles({ files, about, command, buttons }: FileAnswer): View {
  return createView({
    text: mrkdwn`${nameFiles(files)} ${about}.`,
    blocks: [
      section(mrkdwn`${nameFiles(files)} ${about}`),
      ...files.flatMap(({ name, text }) => [
        context([codeText(name)]),
        ...splitText(text.trimEnd(), LIMITS.preformattedText).map(preformatted),
      ]),
      actions([
        {
          label: files.length === 1 ? "As a file" : "As files",
          command: `${command} --file`,
        },
        ...buttons,
      ]),
    ],
  });
}

/** Beside the file, for everybody. */
export const captionFile = (file: TextFile, about: Mrkdwn, by: string): Mrkdwn =>
  mrkdwn`${codeText(file.name)} ${about}, wanted by ${mentionUser(by)}.`;

/** To who asked for them. */
export function renderFilesSent(files: readonly TextFile[]): View {
  const verb = files.length === 1 ? mrkdwn`is` : mrkdwn`are`;
  const sentence = mrkdwn`${nameFiles(files)} ${verb} in this conversation; everybody here can read it.`;
  return createView({ text: sentence, blocks: [section(sentence)] });
}

const nameFiles = (files: readonly TextFile[]): Mrkdwn => listWords(files.map(({ name }) => codeText(name)));
