import { type KeyboardEvent, useId, useRef } from "react";

export interface MenuItem {
  readonly name: string;
  readonly act: () => void;
}

interface PopoverMenuProps {
  /** What the button opens. */
  readonly label: string;
  readonly className: string;
  readonly items: readonly MenuItem[];
  readonly isBusy?: boolean;
}

/** A menu behind three dots (w3.org/WAI/ARIA/apg/patterns/menu-button). The browser closes it and gives the focus back. */
export function PopoverMenu({ label, className, items, isBusy = false }: PopoverMenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const id = useId();
  const onKeyDown = (event: KeyboardEvent): void => {
    const entries = [...(menu.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const at = entries.findIndex((entry) => entry.matches(":focus"));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    entries.at(to % entries.length)?.focus();
  };
  return (
    <>
      <button
        type="button"
        className={className}
        aria-label={label}
        aria-haspopup="menu"
        aria-busy={isBusy}
        popoverTarget={id}
      >
        ⋯
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        className="menu"
        role="menu"
        tabIndex={-1}
        aria-label={label}
        onKeyDown={onKeyDown}
        onToggle={({ newState }) => {
          if (newState === "open") menu.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
        }}
      >
        {items.map(({ name, act }) => (
          <button
            key={name}
            type="button"
            role="menuitem"
            tabIndex={-1}
            onClick={() => {
              menu.current?.hidePopover();
              act();
            }}
          >
            {name}
          </button>
        ))}
      </div>
    </>
  );
}
