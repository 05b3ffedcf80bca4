import type { ReactVirtualizer } from "@tanstack/react-virtual";
import type { KeyboardEvent, RefObject } from "react";

/** Arrow keys go from message to message, Home and End to the first and the last one. */
export function useMessageKeys(
  list: ReactVirtualizer<HTMLDivElement, Element>,
  scroller: RefObject<HTMLDivElement | null>,
): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    const { target, currentTarget, key } = event;
    const count = list.options.count;
    if (!(target instanceof HTMLElement) || count === 0) return;
    const message = target.matches("article") ? target : null;
    if (target !== currentTarget && !message) return;
    const row = message?.closest<HTMLElement>("[data-index]");
    const at = row ? Number(row.dataset.index) : count;
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: count - 1 }[key];
    if (to === undefined) return;
    event.preventDefault();
    const index = Math.min(Math.max(to, 0), count - 1);
    list.scrollToIndex(index, { align: "auto" });
    // It exists from the next drawing on.
    requestAnimationFrame(() =>
      scroller.current
        ?.querySelector<HTMLElement>(`[data-index="${index}"] article`)
        ?.focus({ preventScroll: true }),
    );
  };
}
