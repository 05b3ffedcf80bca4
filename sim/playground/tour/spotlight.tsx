import { useEffect, useRef } from "react";

/** A ring around what the tour speaks of, wherever it is by now. */
export function Spotlight({ find }: { readonly find: () => Element | null }) {
  const ring = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let frame = 0;
    let shown: Element | null = null;
    const follow = (): void => {
      const target = find();
      // It may come later than the step; then it is brought into sight, once.
      if (target !== shown) target?.scrollIntoView({ block: "nearest" });
      shown = target;
      if (ring.current) place(ring.current, target);
      frame = requestAnimationFrame(follow);
    };
    follow();
    return () => cancelAnimationFrame(frame);
  }, [find]);
  return <div ref={ring} className="spotlight" aria-hidden="true" hidden />;
}

/** Pixels between what is ringed and the ring. */
const MARGIN = 4;

function place(ring: HTMLElement, target: Element | null): void {
  ring.hidden = !target;
  if (!target) return;
  const { left, top, width, height } = target.getBoundingClientRect();
  ring.style.left = `${left - MARGIN}px`;
  ring.style.top = `${top - MARGIN}px`;
  ring.style.width = `${width + 2 * MARGIN}px`;
  ring.style.height = `${height + 2 * MARGIN}px`;
}
