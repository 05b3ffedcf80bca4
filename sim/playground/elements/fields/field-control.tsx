import { ChoiceField } from "./choice-field.tsx";
import { DateField } from "./date-field.tsx";
import type { Field, FieldProps } from "./field.ts";
import { MultiSelectField } from "./multi-select-field.tsx";
import { SelectField } from "./select-field.tsx";
import { SuggestField } from "./suggest-field.tsx";
import { TextField } from "./text-field.tsx";

interface FieldControlProps extends Omit<FieldProps<Field["kind"]>, "field"> {
  readonly blockId: string;
  readonly field: Field;
}

/** The control of a field, whatever its kind. */
export function FieldControl({ field, blockId, ...props }: FieldControlProps) {
  switch (field.kind) {
    case "text":
      return <TextField field={field} {...props} />;
    case "date":
      return <DateField field={field} {...props} />;
    case "choice":
      return <ChoiceField field={field} {...props} />;
    case "select":
      return <SelectField field={field} {...props} />;
    case "multi-select":
      return <MultiSelectField field={field} {...props} />;
    case "suggest":
      return <SuggestField field={field} blockId={blockId} {...props} />;
  }
}
