import { useId, useRef } from "react";
import { useElementActions } from "../element-actions.ts";
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
  const menu = useRef<HTMLDivElement>(null);
  const id = useId();
  return (
    <>
      <button
        type="button"
        className="element"
        aria-label="More actions"
        aria-busy={isBusy}
        popoverTarget={id}
      >
        ⋯
      </button>
      <div ref={menu} id={id} popover="auto" className="menu">
        {element.options.map((option) => (
          <button
            key={option.value}
            type="button"
            onClick={() => {
              menu.current?.hidePopover();
              start(() => choose(blockId, element.action_id, option.value));
            }}
          >
            {option.text.text}
          </button>
        ))}
      </div>
      {question}
    </>
  );
}
