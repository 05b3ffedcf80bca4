import { LiveElement } from "../elements/live-element.tsx";
import type { Section } from "./block-schemas.ts";
import { TextBlock } from "./text-block.tsx";

/** A paragraph, perhaps with fields below and an element beside it. */
export function SectionBlock({ section }: { readonly section: Section }) {
  const { text, fields, accessory, block_id: blockId } = section;
  return (
    <div className="section">
      <div>
        {text && <TextBlock text={text} />}
        {fields.length > 0 && (
          <div className="fields">
            {fields.map((field) => (
              <TextBlock key={field.text} text={field} />
            ))}
          </div>
        )}
      </div>
      {accessory && <LiveElement blockId={blockId} element={accessory} />}
    </div>
  );
}
