import type { KeyboardEvent } from "react";
import { controlAttributes } from "./control-attributes.ts";
import type { FieldProps } from "./field.ts";

/** Text of one line or more, a number, an address. The app judges what was typed, as it does behind Slack. */
export function TextField(props: FieldProps<"text">) {
  const { field, value, onEnter, onEnd } = props;
  const attributes = {
    ...controlAttributes(props),
    className: "element",
    value: String(value ?? ""),
    placeholder: field.placeholder,
    maxLength: field.maxLength,
    autoComplete: "off",
    onKeyDown(event: KeyboardEvent) {
      if (!onEnd || event.key !== "Enter" || event.shiftKey) return;
      event.preventDefault();
      onEnd();
    },
  };
  if (field.isMultiline)
    return <textarea rows={3} {...attributes} onChange={({ target }) => onEnter(target.value)} />;
  const { input } = field;
  return (
    <input
      type={input === "number" ? "text" : input}
      inputMode={input === "number" ? "decimal" : undefined}
      {...attributes}
      onChange={({ target }) => onEnter(target.value)}
    />
  );
}
