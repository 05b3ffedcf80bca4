import { useEffect } from "react";

interface Keys {
  readonly onJump: () => void;
  /** When nothing above the page was there to be left. */
  readonly onEscape: () => void;
}

/** The keys that hold everywhere: Ctrl+K or ⌘K, and Escape. */
export function useKeys({ onJump, onEscape }: Keys): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        onJump();
      }
      const isAbove = document.querySelector("dialog[open], :popover-open") !== null;
      if (event.key === "Escape" && !event.defaultPrevented && !isAbove) onEscape();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  });
}
