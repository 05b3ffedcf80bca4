import type { FieldProps } from "./field.ts";

/** Checkboxes or radio buttons. */
export function ChoiceField({
  field,
  value,
  onEnter,
  id,
  label,
  labelledBy,
  describedBy,
}: FieldProps<"choice">) {
  const { isMany, options } = field;
  const chosen = Array.isArray(value) ? value : [value];
  const choose = (option: string, isChosen: boolean): void => {
    if (!isMany) onEnter(option);
    else
      onEnter(
        options
          .map((each) => each.value)
          .filter((each) => (each === option ? isChosen : chosen.includes(each))),
      );
  };
  return (
    <fieldset
      id={id}
      className="choices"
      aria-label={label}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
    >
      {options.map((option) => (
        <label key={option.value}>
          <input
            type={isMany ? "checkbox" : "radio"}
            name={`${id}-choice`}
            checked={chosen.includes(option.value)}
            onChange={({ target }) => choose(option.value, target.checked)}
          />
          <span>
            {option.text.text}
            {option.description && <small>{option.description.text}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
