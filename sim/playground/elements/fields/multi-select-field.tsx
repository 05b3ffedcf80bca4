import { useId, useState } from "react";
import type { FieldProps } from "./field.ts";

/** A menu of which several entries are chosen. The app hears of them when the menu is closed, as from Slack. */
export function MultiSelectField(props: FieldProps<"multi-select">) {
  const { field, value, onEnter, id, label, describedBy } = props;
  const menu = useId();
  const chosenId = useId();
  const entered = Array.isArray(value) ? value : [];
  const [chosen, setChosen] = useState<readonly string[]>(entered);
  const names = field.groups
    .flatMap(({ options }) => options)
    .filter((option) => chosen.includes(option.value))
    .map(({ text }) => text.text);
  const close = (): void => {
    if (chosen.join("\n") !== entered.join("\n")) onEnter([...chosen]);
  };
  return (
    <>
      <button
        type="button"
        id={id}
        className="element"
        aria-label={label && `${label}: ${names.join(", ") || "none"}`}
        // A label hides from who cannot see it what is chosen.
        aria-describedby={[describedBy, chosenId].filter(Boolean).join(" ")}
        aria-haspopup="true"
        popoverTarget={menu}
      >
        <span id={chosenId}>{names.join(", ") || field.placeholder || "Select options"}</span>
      </button>
      <fieldset
        id={menu}
        popover="auto"
        className="menu choices"
        aria-label={field.placeholder || "Options"}
        onToggle={({ newState }) => {
          if (newState === "closed") close();
        }}
      >
        {field.groups.flatMap(({ label: group, options }) =>
          options.map((option) => (
            <label key={`${group} ${option.value}`}>
              <input
                type="checkbox"
                checked={chosen.includes(option.value)}
                disabled={!chosen.includes(option.value) && chosen.length >= field.most}
                onChange={({ target }) =>
                  setChosen(
                    target.checked
                      ? [...chosen, option.value]
                      : chosen.filter((each) => each !== option.value),
                  )
                }
              />
              <span>
                {option.text.text}
                {group !== "" && <small>{group}</small>}
              </span>
            </label>
          )),
        )}
      </fieldset>
    </>
  );
}
