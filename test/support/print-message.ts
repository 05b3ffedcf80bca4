/** What a person reads of a message, as lines of text: for tests that read like a conversation. */

type Json = Record<string, unknown>;

/** Blocks one below the other; buttons in brackets; what only one person sees is marked. */
export function printBlocks(blocks: readonly unknown[]): string {
  return blocks
    .map((block) => printBlock(asObject(block)))
    .filter(Boolean)
    .join("\n");
}

function printBlock(block: Json): string {
  switch (block.type) {
    case "section":
      return [textOf(block.text), ...list(block.fields).map(textOf), printElement(asObject(block.accessory))]
        .filter(Boolean)
        .join("  ");
    case "context":
      return list(block.elements).map(textOf).join("  ");
    case "actions":
      return list(block.elements).map(printElement).join(" ");
    case "plan":
      return list(block.tasks)
        .map(
          (task) => `${task.status === "complete" ? "✓" : task.status === "error" ? "✗" : "▸"} ${task.title}`,
        )
        .join("  ");
    case "rich_text":
      return list(block.elements)
        .flatMap((element) => list(element.elements))
        .map((element) => String(element.text ?? ""))
        .join("");
    default:
      return `(${String(block.type)})`;
  }
}

function printElement(element: Json): string {
  if (element.type === "button") return `[${textOf(element.text)}]`;
  if (element.type === "external_select") return `[${textOf(element.placeholder)} ▾]`;
  return "";
}

const textOf = (value: unknown): string => String(asObject(value).text ?? "");
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.map(asObject) : []);
const asObject = (value: unknown): Json => (typeof value === "object" && value !== null ? { ...value } : {});
