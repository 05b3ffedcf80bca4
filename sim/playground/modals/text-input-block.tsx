import { useId } from "react";
import type { TextInput } from "./input-schemas.ts";

interface TextInputBlockProps {
  readonly input: TextInput;
  /** What is wrong with what was typed. */
  readonly error: string | undefined;
}

/** A field for text, named after its block. The browser keeps what is typed. */
export function TextInputBlock({ input, error }: TextInputBlockProps) {
  const { block_id: name, label, hint, optional, element } = input;
  const id = useId();
  const field = {
    id,
    name,
    required: !optional,
    defaultValue: element.initial_value,
    placeholder: element.placeholder?.text,
    maxLength: element.max_length,
    "aria-invalid": error !== undefined,
    "aria-describedby": `${id}-error ${id}-hint`,
  };
  return (
    <div className="input-block">
      <label htmlFor={id}>
        {label.text}
        {optional && <small> (optional)</small>}
      </label>
      {element.multiline ? <textarea rows={3} {...field} /> : <input autoComplete="off" {...field} />}
      <p id={`${id}-error`} className="input-error" role="alert">
        {error && `⚠ ${error}`}
      </p>
      {hint && (
        <p id={`${id}-hint`} className="input-hint">
          {hint.text}
        </p>
      )}
    </div>
  );
}
