/** Messages and forms as a terminal shows them. */
import type { ShownMessage, ShownModal } from "../world/page-protocol.ts";
import { printBlocks } from "./print-blocks.ts";
import { formatMoment, printMrkdwn, type Reader } from "./print-text.ts";

/** Who, when and for whom on the first line, and below it what. `isAgain`: it was printed before and has changed. */
export function printMessage(message: ShownMessage, reader: Reader, isAgain: boolean): string {
  const { ts, threadTs, user, author, blocks, text, files, ephemeral, warning } = message;
  const head = [
    `${reader.names.get(user) ?? `@${author}`} ${formatMoment(Number(ts) * 1_000, reader.timeZone).slice(-5)}`,
    threadTs !== null && threadTs !== ts ? "in the thread" : "",
    ephemeral ? "only you see this" : "",
    isAgain ? "changed" : "",
  ];
  const body = [
    blocks.length > 0 ? printBlocks(blocks, reader) : printMrkdwn(text, reader),
    ...files.map(({ name }) => `(file: ${name})`),
    warning === null ? "" : `⚠ The app did not take that: ${warning}`,
  ];
  return printSafely(join(head, " · "), body);
}

/** The form that is on top, as somebody would fill it in. */
export function printForm({ title, blocks, submit, close }: ShownModal, reader: Reader): string {
  const buttons = [submit?.text, close?.text ?? "Close"].map((label) => (label ? `[${label}]` : ""));
  return printSafely(`A form is open: ${title.text}`, [printBlocks(blocks, reader), join(buttons, " ")]);
}

const join = (parts: readonly string[], between: string): string =>
  parts.filter((part) => part !== "").join(between);

/** Log lines and names of others must not move the cursor, change colours or turn the direction of the text. */
const UNSAFE = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

function printSafely(head: string, body: readonly string[]): string {
  const lines = join(body, "\n").split("\n");
  return [head, ...lines.map((line) => `  ${line}`.trimEnd())]
    .map((line) => line.replaceAll("\t", "  ").replace(UNSAFE, "�"))
    .join("\n");
}
