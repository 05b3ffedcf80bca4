import { LiveElement } from "../elements/live-element.tsx";
import { isShownBlock, ownBlockSchema } from "./block-schemas.ts";
import { PlanBlock } from "./plan-block.tsx";
import { SectionBlock } from "./section-block.tsx";
import { StillBlock } from "./still-block.tsx";
import { TextBlock } from "./text-block.tsx";

type Json = Readonly<Record<string, unknown>>;

/** Blocks as Slack shows them: drawn by the library, with everything that can be pressed or chosen by this page. */
export function MessageBlocks({ blocks }: { readonly blocks: readonly Json[] }) {
  return blocks.map((block, index) => <MessageBlock key={String(block.block_id ?? index)} block={block} />);
}

function MessageBlock({ block }: { readonly block: Json }) {
  const own = ownBlockSchema.safeParse(block);
  if (!own.success) {
    if (isShownBlock(block)) return <StillBlock block={block} />;
    return <p className="unsupported">{String(block.type)}: not in this page yet</p>;
  }
  switch (own.data.type) {
    case "section":
      return <SectionBlock section={own.data} />;
    case "plan":
      return <PlanBlock plan={own.data} />;
    case "context":
      return (
        <div className="context">
          {own.data.elements.map((element) =>
            element.type === "image" ? (
              <span key={element.alt_text}>{element.alt_text}</span>
            ) : (
              <TextBlock key={element.text} text={element} />
            ),
          )}
        </div>
      );
    case "actions": {
      const { block_id: blockId, elements } = own.data;
      return (
        <div className="actions">
          {elements.map((element) => (
            <LiveElement key={String(element.action_id)} blockId={blockId} element={element} />
          ))}
        </div>
      );
    }
  }
}
