import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useSuggestions } from "../use-suggestions.ts";

export interface Suggestion {
  readonly text: string;
  readonly value: string;
}

interface SuggestComboboxProps {
  readonly blockId: string;
  readonly actionId: string;
  /** Of what is asked for, in letters. */
  readonly minimum: number;
  readonly id: string;
  readonly label: string;
  readonly describedBy: string | undefined;
  readonly placeholder: string;
  readonly isBusy: boolean;
  readonly onPick: (suggestion: Suggestion) => void;
}

/** A menu whose options the app gives while one types: a combobox with a list (w3.org/WAI/ARIA/apg/patterns/combobox). */
export function SuggestCombobox(props: SuggestComboboxProps) {
  const { blockId, actionId, minimum, id, label, onPick } = props;
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState("");
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const asked = isOpen && typed.length >= minimum ? typed : null;
  const { options, notice } = useSuggestions(asked, blockId, actionId);

  useEffect(() => {
    if (isOpen && field.current) list.current?.showPopover({ source: field.current });
  }, [isOpen]);
  const pick = (option: Suggestion | undefined): void => {
    if (!option) return;
    setTyped("");
    setOpen(false);
    onPick(option);
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
      pick(options[active]);
    }
    if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    }
  };

  return (
    <>
      <input
        ref={field}
        id={id}
        className="element"
        role="combobox"
        aria-label={label}
        aria-describedby={props.describedBy}
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-busy={props.isBusy}
        aria-activedescendant={isOpen && options.length > 0 ? `${id}-${active}` : undefined}
        placeholder={props.placeholder}
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
        <div ref={list} id={`${id}-list`} role="listbox" aria-label={label} popover="manual" className="menu">
          {options.map((option, index) => (
            <div
              key={option.value}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              // Before the field loses the focus and the list is closed.
              onPointerDown={(event) => {
                event.preventDefault();
                pick(option);
              }}
            >
              {option.text}
            </div>
          ))}
          {notice && <div className="menu-notice">{notice}</div>}
        </div>
      )}
    </>
  );
}
