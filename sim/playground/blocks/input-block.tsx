import { useId } from "react";
import { FieldControl } from "../elements/fields/field-control.tsx";
import { readField } from "../elements/fields/read-field.ts";
import { LiveField } from "../elements/live-field.tsx";
import { useForm } from "../modals/form-context.ts";
import { useWorkspace } from "../workspace-context.ts";
import type { InputBlock as Input } from "./block-schemas.ts";
import { NotShown } from "./not-shown.tsx";

/** A labelled field. In a modal it is kept until the modal is sent; elsewhere the app hears of it at once. */
export function InputBlock({ input }: { readonly input: Input }) {
  const { block_id: blockId, label, hint, optional, element, dispatch_action: tellsAtOnce } = input;
  const form = useForm();
  const field = readField(element, useWorkspace());
  const id = useId();
  const error = form?.errors[blockId];
  const isGroup = field?.kind === "choice";
  return (
    <div className="input-block" data-block={blockId}>
      <label id={`${id}-label`} htmlFor={isGroup ? undefined : id}>
        {label.text}
        {optional && <small> (optional)</small>}
      </label>
      {!field && <NotShown type={element.type} />}
      {field && !form && <LiveField blockId={blockId} field={field} />}
      {field && form && (
        <FieldControl
          field={field}
          blockId={blockId}
          id={id}
          value={form.valueOf(blockId, field)}
          onEnter={(entered) =>
            form.enter(blockId, field.actionId, entered, tellsAtOnce || field.kind === "suggest")
          }
          label={undefined}
          labelledBy={`${id}-label`}
          describedBy={`${id}-error ${id}-hint`}
          isInvalid={error !== undefined}
          isRequired={!optional}
        />
      )}
      <p id={`${id}-error`} className="input-error" role="alert">
        {error && `⚠ ${error}`}
      </p>
      <p id={`${id}-hint`} className="input-hint">
        {hint?.text}
      </p>
    </div>
  );
}
