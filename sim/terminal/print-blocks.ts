/** Blocks one below the other, as lines of text; what can be pressed or filled in stands in brackets. */
import { asObject, list, printRichText, printText, type Reader } from "./print-text.ts";

type Json = Readonly<Record<string, unknown>>;

const MARKS: Readonly<Record<string, string>> = {
  complete: "✓",
  in_progress: "▸",
  pending: "○",
  error: "✗",
};

export function printBlocks(blocks: readonly unknown[], reader: Reader): string {
  return blocks
    .map((block) => printBlock(asObject(block), reader))
    .filter((text) => text !== "")
    .join("\n");
}

function printBlock(block: Json, reader: Reader): string {
  const text = (value: unknown): string => printText(value, reader);
  const inOneLine = (parts: readonly string[], between: string): string =>
    parts.filter((part) => part !== "").join(between);
  switch (block.type) {
    case "header":
      return text(block.text);
    case "section":
      return inOneLine(
        [text(block.text), ...list(block.fields).map(text), printElement(asObject(block.accessory), reader)],
        "  ",
      );
    case "context":
      return inOneLine(
        list(block.elements).map((element) => text(element) || String(element.alt_text ?? "")),
        " · ",
      );
    case "actions":
      return inOneLine(
        list(block.elements).map((element) => printElement(element, reader)),
        " ",
      );
    case "input":
      return printInput(block, reader);
    case "plan":
      return inOneLine([`${block.title}:`, ...list(block.tasks).map(printTask)], "  ");
    case "task_card":
      return printTask(block);
    case "rich_text":
      return printRichText(block, reader);
    case "divider":
      return "───";
    default:
      return `(${String(block.type)}: the page shows it)`;
  }
}

const printTask = ({ status, title }: Json): string => `${MARKS[String(status)] ?? "·"} ${title}`;

function printInput(block: Json, reader: Reader): string {
  const element = asObject(block.element);
  const optional = block.optional === true ? " (optional)" : "";
  const hint = printText(block.hint, reader);
  const field = `${printText(block.label, reader)}${optional}: ${printElement(element, reader)}`;
  return hint === "" ? field : `${field}\n  ${hint}`;
}

function printElement(element: Json, reader: Reader): string {
  const options = list(element.options).map((option) => printText(option.text, reader));
  switch (element.type) {
    case undefined:
      return "";
    case "button":
      return `[${printText(element.text, reader)}]`;
    case "overflow":
    case "checkboxes":
    case "radio_buttons":
      return `[${options.join(" | ")}]`;
    case "plain_text_input":
      return `[${element.initial_value ?? printText(element.placeholder, reader)}]`;
    case "image":
      return String(element.alt_text ?? "");
    default:
      return `[${printText(element.placeholder, reader)} ▾]`;
  }
}
