import type { Option } from "../element-schemas.ts";
import { controlAttributes } from "./control-attributes.ts";
import type { FieldProps } from "./field.ts";

/** A menu of which one entry is chosen. */
export function SelectField(props: FieldProps<"select">) {
  const { field, value, onEnter } = props;
  return (
    <select
      className="element"
      {...controlAttributes(props)}
      value={String(value ?? "")}
      onChange={({ target }) => onEnter(target.value)}
    >
      <option value="" disabled>
        {field.placeholder || "Select an option"}
      </option>
      {field.groups.map(({ label, options }) =>
        label === "" ? (
          options.map(toOption)
        ) : (
          <optgroup key={label} label={label}>
            {options.map(toOption)}
          </optgroup>
        ),
      )}
    </select>
  );
}

const toOption = ({ text, value }: Option) => (
  <option key={value} value={value}>
    {text.text}
  </option>
);
