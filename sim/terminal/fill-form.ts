/** A form's fields by their labels. */
import * as z from "zod";
import type { ShownModal, Submission } from "../world/page-protocol.ts";
import { NotThere } from "./find-place.ts";
import type { FilledField } from "./parse-say-arguments.ts";

const fieldSchema = z.object({
  type: z.literal("input"),
  block_id: z.string(),
  label: z.object({ text: z.string() }),
  element: z.object({ action_id: z.string() }),
});
type Field = z.infer<typeof fieldSchema>;

/** What is sent when these fields are filled in. Throws `NotThere`. */
export function fillForm(form: ShownModal, filled: readonly FilledField[]): Submission["values"] {
  const fields = fieldsOf(form);
  const values = filled.map(({ label, value }) => {
    const { block_id: blockId, element } = findField(fields, label);
    return [blockId, { [element.action_id]: value }] as const;
  });
  return Object.fromEntries(values);
}

/** The first words of a label are enough where they fit one field alone; where there is only one, none is needed. */
function findField(fields: readonly Field[], asked: string): Field {
  const isMeant = ({ label }: Field): boolean => label.text.toLowerCase().startsWith(asked.toLowerCase());
  const [found, ...others] = fields.filter(isMeant);
  if (found && others.length === 0) return found;
  const known = fields.map(({ label: { text } }) => `"${text}"`).join(", ");
  throw new NotThere(`Which field is "${asked}"? The form has ${known || "none"}.`);
}

/** Where a form's field is, what it is called. */
export function labelOf(form: ShownModal, blockId: string): string {
  return fieldsOf(form).find(({ block_id: id }) => id === blockId)?.label.text ?? blockId;
}

function fieldsOf({ blocks }: ShownModal): readonly Field[] {
  return blocks.flatMap((block) => fieldSchema.safeParse(block).data ?? []);
}
