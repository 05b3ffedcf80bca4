import { type KeyboardEvent, useId, useState } from "react";
import { useModalDialog } from "../elements/use-modal-dialog.ts";
import type { Address } from "../place-address.ts";
import { HOME } from "../place-address.ts";
import { useAddress } from "../use-address.ts";
import { useWorkspace } from "../workspace-context.ts";

interface Target {
  readonly name: string;
  readonly detail: string;
  readonly to: Partial<Address>;
}

/** Ctrl+K: goes to a conversation, to a person, to the world or on the tour by a few letters. */
export function JumpDialog({ onClose }: { readonly onClose: () => void }) {
  const [{ place }, go] = useAddress();
  const { channels, people } = useWorkspace();
  const dialog = useModalDialog();
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const id = useId();
  const { user, channel } = place;
  const targets: Target[] = [
    ...channels.map(({ id: to, title, topic, isDirect }) => ({
      name: isDirect ? title : `#${title}`,
      detail: isDirect ? "direct message" : topic,
      to: { place: { user, channel: to } },
    })),
    { name: "Switchboard Home", detail: "the app's Home tab", to: { place: { user, channel: HOME } } },
    ...people
      .filter((person) => !person.isBot && person.id !== user)
      .map((person) => ({
        name: `Be ${person.realName}`,
        detail: person.roles,
        to: { place: { user: person.id, channel } },
      })),
    { name: "World", detail: "agents, clouds, time and calls", to: { isWorldOpen: true } },
    { name: "Guided tour", detail: "two minutes", to: { tour: "status" } },
  ];
  const words = typed.toLowerCase();
  const found = targets.filter(({ name, detail }) => `${name} ${detail}`.toLowerCase().includes(words));
  const pick = (target: Target | undefined): void => {
    if (!target) return;
    onClose();
    go(target.to);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      setActive((active + step + found.length) % found.length);
    }
    if (event.key === "Enter") {
      event.preventDefault();
      pick(found[active]);
    }
  };
  return (
    <dialog
      ref={dialog}
      className="jump-dialog"
      aria-label="Jump to"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <input
        role="combobox"
        aria-label="Jump to"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={found.length > 0 ? `${id}-${active}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        placeholder="A channel, a person, the world, the tour"
        value={typed}
        onChange={({ target: { value } }) => {
          setTyped(value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label="Places">
        {found.map((target, index) => (
          <div
            key={target.name}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onPointerDown={(event) => {
              event.preventDefault();
              pick(target);
            }}
          >
            {target.name} <small>{target.detail}</small>
          </div>
        ))}
        {found.length === 0 && <p className="unsupported">Nothing is called that.</p>}
      </div>
    </dialog>
  );
}
