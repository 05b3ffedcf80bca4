import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useElementActions } from "../element-actions.ts";
import type { ExternalSelect } from "./element-schemas.ts";
import { useConfirmed } from "./use-confirmed.tsx";
import { useSuggestions } from "./use-suggestions.ts";

interface ExternalSelectMenuProps {
  readonly blockId: string;
  readonly element: ExternalSelect;
}

/** A menu whose options the app gives while one types: a combobox with a list (w3.org/WAI/ARIA/apg/patterns/combobox). */
export function ExternalSelectMenu({ blockId, element }: ExternalSelectMenuProps) {
  const { choose } = useElementActions();
  const { start, isBusy, question } = useConfirmed(element.confirm);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLSpanElement>(null);
  const [typed, setTyped] = useState("");
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const { action_id: actionId, min_query_length: minimum } = element;
  const placeholder = element.placeholder?.text ?? "Select an option";
  const { options, notice } = useSuggestions(
    isOpen && typed.length >= minimum ? typed : null,
    blockId,
    actionId,
  );

  useEffect(() => {
    if (isOpen && field.current) list.current?.showPopover({ source: field.current });
  }, [isOpen]);
  const pick = (index: number): void => {
    const option = options[index];
    if (!option) return;
    setTyped("");
    setOpen(false);
    start(() => choose(blockId, actionId, option.value));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (!isOpen) setOpen(true);
      else if (options.length > 0) setActive((active + step + options.length) % options.length);
    }
    if (event.key === "Enter" && isOpen) {
      event.preventDefault();
      pick(active);
    }
    if (event.key === "Escape") setOpen(false);
  };

  return (
    <>
      <input
        ref={field}
        className="element"
        role="combobox"
        aria-label={placeholder}
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-busy={isBusy}
        aria-activedescendant={isOpen && options.length > 0 ? `${id}-${active}` : undefined}
        placeholder={placeholder}
        autoComplete="off"
        value={typed}
        onChange={({ target: { value } }) => {
          setTyped(value);
          setActive(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {isOpen && (
        <span
          ref={list}
          id={`${id}-list`}
          role="listbox"
          aria-label={placeholder}
          popover="manual"
          className="menu"
        >
          {options.map(({ text, value }, index) => (
            <span
              key={value}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              // Before the field loses the focus and the list is closed.
              onPointerDown={(event) => {
                event.preventDefault();
                pick(index);
              }}
            >
              {text}
            </span>
          ))}
          {notice && <span className="menu-notice">{notice}</span>}
        </span>
      )}
      {question}
    </>
  );
}
