import { useId, useState } from "react";
import type { Entered } from "../../world/page-protocol.ts";
import { useElementActions } from "../element-actions.ts";
import type { Field } from "./fields/field.ts";
import { FieldControl } from "./fields/field-control.tsx";
import { useConfirmed } from "./use-confirmed.tsx";

interface LiveFieldProps {
  readonly blockId: string;
  readonly field: Field;
}

/** A field outside of a form: the app hears of every choice at once, and of a text when Enter ends it. */
export function LiveField({ blockId, field }: LiveFieldProps) {
  const { choose } = useElementActions();
  const { start, isBusy, question } = useConfirmed(field.confirm);
  const [value, setValue] = useState<Entered | null>(field.initial);
  const id = useId();
  const send = (entered: Entered): void => start(() => choose(blockId, field.actionId, entered));
  return (
    <span className="live-field" aria-busy={isBusy}>
      <FieldControl
        field={field}
        blockId={blockId}
        id={id}
        value={value}
        onEnter={(entered) => {
          setValue(entered);
          if (field.kind !== "text") send(entered);
        }}
        onEnd={() => {
          if (value !== null) send(value);
        }}
        label={field.placeholder || "Options"}
        labelledBy={undefined}
        describedBy={undefined}
        isInvalid={false}
        isRequired={false}
      />
      {question}
    </span>
  );
}
