import { type KeyboardEvent, type RefObject, useState } from "react";
import { useWorkspace } from "../workspace-context.ts";
import { type Completion, complete } from "./complete.ts";

export interface UsedCompletion {
  readonly options: readonly Completion[];
  readonly active: number;
  readonly pick: (option: Completion) => void;
  /** Somebody typed, or moved the caret. */
  readonly look: () => void;
  readonly close: () => void;
  /** Whether the key was for the list. */
  readonly onKeyDown: (event: KeyboardEvent) => boolean;
}

/** Nothing is chosen until somebody chooses, so Enter sends what was typed, as it was typed. */
export function useCompletion(
  field: RefObject<HTMLTextAreaElement | null>,
  text: string,
  setText: (text: string) => void,
): UsedCompletion {
  const workspace = useWorkspace();
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(-1);
  /** The text for which somebody closed the list. */
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const { from, options } =
    closedFor === text ? { from: 0, options: [] } : complete(text, Math.min(caret, text.length), workspace);

  const pick = (option: Completion): void => {
    const after = text.slice(caret).trimStart();
    setText(`${text.slice(0, from)}${option.text}${after}`);
    const at = from + option.text.length;
    setCaret(at);
    setActive(-1);
    // The field has the text from the next drawing on.
    requestAnimationFrame(() => field.current?.setSelectionRange(at, at));
  };
  const onKeyDown = (event: KeyboardEvent): boolean => {
    const chosen = options[active] ?? (event.key === "Tab" ? options[0] : undefined);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (options.length === 0 || event.shiftKey) return false;
    if (step !== undefined) {
      const start = active < 0 && step < 0 ? options.length : active;
      setActive((start + step + options.length) % options.length);
    } else if (event.key === "Escape") setClosedFor(text);
    else if (chosen && (event.key === "Tab" || event.key === "Enter")) pick(chosen);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const look = (): void => {
    setCaret(field.current?.selectionStart ?? 0);
    setActive(-1);
  };
  return { options, active, pick, look, close: () => setClosedFor(text), onKeyDown };
}
