import type { Completion } from "./complete.ts";

interface CompletionListProps {
  readonly id: string;
  readonly options: readonly Completion[];
  /** Index of the one that Enter takes; -1: none. */
  readonly active: number;
  readonly onPick: (option: Completion) => void;
}

/** Stands over the composer while somebody types; the keys are the composer's. */
export function CompletionList({ id, options, active, onPick }: CompletionListProps) {
  return (
    <div className="completions">
      <p aria-hidden="true">↑ ↓ to choose, Tab for the first, Esc to close</p>
      <div id={id} role="listbox" aria-label="Suggestions">
        {options.map((option, index) => (
          <div
            key={option.text}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            // Before the field loses the focus.
            onPointerDown={(event) => {
              event.preventDefault();
              onPick(option);
            }}
          >
            <strong>{option.text}</strong> <small>{option.detail}</small>
          </div>
        ))}
      </div>
    </div>
  );
}
