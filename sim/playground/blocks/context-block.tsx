import type { Context } from "./block-schemas.ts";
import { TextBlock } from "./text-block.tsx";

/** Small print. Images are remote, so they stand as their words. */
export function ContextBlock({ context }: { readonly context: Context }) {
  return (
    <div className="context">
      {context.elements.map((element) =>
        element.type === "image" ? (
          <span key={element.alt_text}>{element.alt_text}</span>
        ) : (
          <TextBlock key={element.text} text={element} />
        ),
      )}
    </div>
  );
}
