import { type RefObject, useEffect, useRef, useState } from "react";

interface NewMessagesProps {
  /** Timestamp of the last message. */
  readonly last: string | undefined;
  readonly isAtEnd: () => boolean;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly onGo: () => void;
}

/** Says, to who reads further up, that there is something new below. */
export function NewMessages({ last, isAtEnd, scroller, onGo }: NewMessagesProps) {
  const seen = useRef(last);
  const [isBehind, setBehind] = useState(false);
  useEffect(() => {
    const look = (): void => {
      if (isAtEnd()) seen.current = last;
      setBehind(seen.current !== last);
    };
    look();
    const { current } = scroller;
    current?.addEventListener("scroll", look, { passive: true });
    return () => current?.removeEventListener("scroll", look);
  });
  if (!isBehind) return null;
  return (
    <button type="button" className="new-messages" onClick={onGo}>
      New messages ↓
    </button>
  );
}
