import { useEffect, useRef } from "react";

/** A ring around what the tour speaks of, wherever it is by now. */
export function Spotlight({ find }: { readonly find: () => Element | null }) {
  const ring = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let frame = 0;
    const follow = (): void => {
      const target = find();
      const { current } = ring;
      if (current) {
        current.hidden = !target;
        if (target) {
          const { left, top, width, height } = target.getBoundingClientRect();
          Object.assign(current.style, {
            left: `${left - 4}px`,
            top: `${top - 4}px`,
            width: `${width + 8}px`,
            height: `${height + 8}px`,
          });
        }
      }
      frame = requestAnimationFrame(follow);
    };
    find()?.scrollIntoView({ block: "nearest" });
    follow();
    return () => cancelAnimationFrame(frame);
  }, [find]);
  return <div ref={ring} className="spotlight" aria-hidden="true" hidden />;
}
