import { useState } from "react";
import type { FieldProps } from "./field.ts";
import { SuggestCombobox, type Suggestion } from "./suggest-combobox.tsx";

interface SuggestFieldProps extends FieldProps<"suggest"> {
  readonly blockId: string;
}

/** A menu whose options the app gives; what was picked stands beside it. */
export function SuggestField(props: SuggestFieldProps) {
  const { field, blockId, onEnter, id, label, describedBy } = props;
  const [picked, setPicked] = useState<readonly Suggestion[]>(
    field.initialOptions.map(({ text, value }) => ({ text: text.text, value })),
  );
  const enter = (next: readonly Suggestion[]): void => {
    setPicked(next);
    const [first] = next;
    if (field.isMany) onEnter(next.map(({ value }) => value));
    else if (first) onEnter(first.value);
  };
  const placeholder = field.placeholder || "Select an option";
  return (
    <span className="suggested">
      {picked.map((suggestion) =>
        field.isMany ? (
          <button
            key={suggestion.value}
            type="button"
            className="element"
            aria-label={`Remove ${suggestion.text}`}
            onClick={() => enter(picked.filter((other) => other !== suggestion))}
          >
            {suggestion.text} ✕
          </button>
        ) : (
          <strong key={suggestion.value}>{suggestion.text}</strong>
        ),
      )}
      {picked.length < field.most && (
        <SuggestCombobox
          blockId={blockId}
          actionId={field.actionId}
          minimum={field.minimum}
          id={id}
          label={label ?? placeholder}
          describedBy={describedBy}
          placeholder={placeholder}
          isBusy={false}
          onPick={(suggestion) =>
            enter(
              field.isMany
                ? [...picked.filter(({ value }) => value !== suggestion.value), suggestion]
                : [suggestion],
            )
          }
        />
      )}
    </span>
  );
}
