import { useElementActions } from "../element-actions.ts";
import { PopoverMenu } from "../popover-menu.tsx";
import type { Overflow } from "./element-schemas.ts";
import { useConfirmed } from "./use-confirmed.tsx";

interface OverflowMenuProps {
  readonly blockId: string;
  readonly element: Overflow;
}

/** The menu behind three dots. */
export function OverflowMenu({ blockId, element }: OverflowMenuProps) {
  const { choose } = useElementActions();
  const { start, isBusy, question } = useConfirmed(element.confirm);
  return (
    <>
      <PopoverMenu
        label="More actions"
        className="element"
        isBusy={isBusy}
        items={element.options.map(({ text, value, url }) => ({
          name: text.text,
          act: () => {
            if (url) open(url, "_blank", "noopener,noreferrer");
            start(() => choose(blockId, element.action_id, value));
          },
        }))}
      />
      {question}
    </>
  );
}
