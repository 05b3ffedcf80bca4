/** A block rule: its type, its optional `block_id`, and the fields of the table. */
import { type ObjectShape, object, oneOf, type Rule, string } from "./rule.ts";

export function block(type: string, { required = {}, optional = {}, check }: ObjectShape): Rule {
  return object({
    required: { type: oneOf(type), ...required },
    optional: { block_id: string({ max: 255 }), ...optional },
    ...(check ? { check } : {}),
  });
}
