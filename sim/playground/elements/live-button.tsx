import { useElementActions } from "../element-actions.ts";
import type { Button } from "./element-schemas.ts";
import { useConfirmed } from "./use-confirmed.tsx";

interface LiveButtonProps {
  readonly blockId: string;
  readonly element: Button;
}

export function LiveButton({ blockId, element }: LiveButtonProps) {
  const { press } = useElementActions();
  const { start, isBusy, question } = useConfirmed(element.confirm);
  const { action_id: actionId, url, style, text, accessibility_label: label } = element;
  return (
    <>
      <button
        type="button"
        className={style ? `element ${style}` : "element"}
        aria-label={label}
        aria-busy={isBusy}
        onClick={() => {
          if (isBusy) return;
          if (url) open(url, "_blank", "noopener,noreferrer");
          start(() => press(blockId, actionId));
        }}
      >
        {text.text}
      </button>
      {question}
    </>
  );
}
