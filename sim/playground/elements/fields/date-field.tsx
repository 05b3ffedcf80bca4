import { controlAttributes } from "./control-attributes.ts";
import type { FieldProps } from "./field.ts";

/** A day, a time, or both by the reader's own clock; Slack sends both as seconds since 1970. */
export function DateField(props: FieldProps<"date">) {
  const { field, value, onEnter } = props;
  const isMoment = field.input === "datetime-local";
  return (
    <input
      className="element"
      type={field.input}
      {...controlAttributes(props)}
      value={isMoment ? formatMoment(value) : String(value ?? "")}
      onChange={({ target }) => {
        if (target.value !== "") onEnter(isMoment ? Date.parse(target.value) / 1_000 : target.value);
      }}
    />
  );
}

/** As the control wants it: "2026-11-22T12:00", local. */
function formatMoment(value: unknown): string {
  if (typeof value !== "number") return "";
  const at = new Date(value * 1_000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
