/** A view as a reader meets it: one line a line, buttons in brackets. For inline snapshots. */
import type { Button, KnownBlock } from "@slack/types";
import type { View } from "../../../src/views/view.ts";

export function show(view: View): string {
  return showBlocks(view.blocks);
}

/** Dates by their fallback: `{2025-08-11 02:44 UTC}`. */
export function showBlocks(blocks: readonly KnownBlock[]): string {
  return blocks
    .map(showBlock)
    .join("\n")
    .replace(/<!date\^[^|>]*\|([^>]*)>/g, "{$1}");
}

function showBlock(block: KnownBlock): string {
  switch (block.type) {
    case "section": {
      const button = block.accessory?.type === "button" ? `  [${block.accessory.text.text}]` : "";
      return `${block.text?.text ?? ""}${button}`;
    }
    case "context":
      return block.elements.map((element) => ("text" in element ? `_ ${element.text}` : "?")).join("\n");
    case "actions":
      return block.elements
        .map((element) => {
          if (element.type === "button") return `[${element.text.text}]`;
          return element.type === "external_select" ? `[${element.placeholder?.text} ▾]` : "?";
        })
        .join(" ");
    case "plan": {
      const tasks = (block.tasks ?? []).map((task) => `  ${String(task.status)}: ${String(task.title)}`);
      return [`plan "${block.title}"`, ...tasks].join("\n");
    }
    default:
      return JSON.stringify(block);
  }
}

/** All buttons of a view, in order. */
export function buttonsOf(view: View): Button[] {
  return view.blocks.flatMap((block) => {
    const elements =
      block.type === "actions" ? block.elements : block.type === "section" ? [block.accessory] : [];
    return elements.filter((element) => element?.type === "button");
  });
}

/** The commands of all buttons of a view, by label. */
export function commandsOf(view: View): Record<string, string> {
  return Object.fromEntries(buttonsOf(view).map(({ text, value }) => [text.text, value ?? ""]));
}
