import type { View } from "../../../src/views/view.ts";

/** What stands in fixed width, over all blocks. */
export const printedLines = (view: View): string[] =>
  view.blocks.flatMap((block) =>
    block.type === "rich_text"
      ? block.elements.flatMap((element) =>
          element.type === "rich_text_preformatted"
            ? element.elements.flatMap((part) => (part.type === "text" ? part.text.split("\n") : []))
            : [],
        )
      : [],
  );
