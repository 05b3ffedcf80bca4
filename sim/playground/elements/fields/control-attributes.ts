import type { FieldProps } from "./field.ts";

/** What every control that is one element says of itself. */
export function controlAttributes(props: FieldProps<"text"> | FieldProps<"date"> | FieldProps<"select">) {
  const { field, id, label, describedBy, isInvalid, isRequired } = props;
  return {
    id,
    name: field.actionId,
    "aria-label": label,
    "aria-describedby": describedBy,
    "aria-invalid": isInvalid,
    "aria-required": isRequired,
  };
}
