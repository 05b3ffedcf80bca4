import { LiveElement } from "../elements/live-element.tsx";
import { isShownBlock, ownBlockSchema } from "./block-schemas.ts";
import { ContainerBlock } from "./container-block.tsx";
import { ContextBlock } from "./context-block.tsx";
import { DataTableBlock } from "./data-table-block.tsx";
import { InputBlock } from "./input-block.tsx";
import { NotShown } from "./not-shown.tsx";
import { PlanBlock } from "./plan-block.tsx";
import { SectionBlock } from "./section-block.tsx";
import { StillBlock } from "./still-block.tsx";

type Json = Readonly<Record<string, unknown>>;

/** Blocks as Slack shows them: drawn by the library, with everything that can be pressed or chosen by this page. */
export function MessageBlocks({ blocks }: { readonly blocks: readonly Json[] }) {
  return blocks.map((block, index) => <MessageBlock key={String(block.block_id ?? index)} block={block} />);
}

function MessageBlock({ block }: { readonly block: Json }) {
  const { data: own } = ownBlockSchema.safeParse(block);
  switch (own?.type) {
    case "section":
      return <SectionBlock section={own} />;
    case "plan":
      return <PlanBlock plan={own} />;
    case "context":
      return <ContextBlock context={own} />;
    case "image":
      return <NotShown type="image" text={own.title?.text ?? own.alt_text} />;
    case "input":
      return <InputBlock input={own} />;
    case "data_table":
      return <DataTableBlock table={own} />;
    case "container":
      return (
        <ContainerBlock container={own}>
          <MessageBlocks blocks={own.child_blocks} />
        </ContainerBlock>
      );
    case "actions":
      return (
        <div className="actions">
          {own.elements.map((element) => (
            <LiveElement key={String(element.action_id)} blockId={own.block_id} element={element} />
          ))}
        </div>
      );
    default:
      return isShownBlock(block) ? <StillBlock block={block} /> : <NotShown type={String(block.type)} />;
  }
}
