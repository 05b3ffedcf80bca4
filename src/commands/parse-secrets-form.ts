/**
 * What was typed into the form for secrets, or what is wrong with it, by field. What is wrong is told by the number of its
 * line: what stands there may be a value, and is not repeated.
 */
import { refuseSecretName } from "../operations/check-secret-name.ts";
import type { SecretName, SecretValues } from "../platforms/change.ts";
import type { PlatformName } from "../platforms/port.ts";
import { SECRETS_FORM } from "../views/secrets-form.ts";
import { type FieldEntry, readSecretFields } from "./read-secret-fields.ts";

/** By block id: the text of a field, or what was chosen in it. */
export type FormFields = ReadonlyMap<string, string | readonly string[]>;

export interface SecretsEntered {
  readonly write: readonly SecretName[];
  readonly remove: readonly string[];
  readonly reason: string | null;
  readonly values: SecretValues;
}

export type SecretsFormOutcome =
  | { readonly ok: true; readonly entered: SecretsEntered }
  /** By block id. */
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

export function parseSecretsForm(fields: FormFields, platform: PlatformName): SecretsFormOutcome {
  const texts = new Map<string, string>();
  for (const [blockId, given] of fields) if (typeof given === "string") texts.set(blockId, given);
  const remove = [fields.get(SECRETS_FORM.remove) ?? []].flat();
  const write: SecretName[] = [];
  const values = new Map<string, string>();
  const errors: Record<string, string> = {};
  for (const entry of readSecretFields(texts)) {
    const why = "why" in entry ? entry.why : findNameMistake(entry, write, platform);
    // The first thing that is wrong with a field is enough.
    if (why !== null) errors[entry.blockId] ??= why;
    if (why !== null || "why" in entry) continue;
    write.push(entry.secret);
    if (entry.value !== null) values.set(entry.secret.name, entry.value);
  }
  if (write.some(({ name }) => remove.includes(name)))
    errors[SECRETS_FORM.remove] = "A secret cannot be set and go at once. Take one of them out.";
  const hasErrors = Object.keys(errors).length > 0;
  const [first] = fields.keys();
  if (!hasErrors && write.length + remove.length === 0 && first !== undefined)
    return { ok: false, errors: { [first]: NOTHING } };
  const reason = texts.get(SECRETS_FORM.reason)?.trim() || null;
  return hasErrors ? { ok: false, errors } : { ok: true, entered: { write, remove, reason, values } };
}

const NOTHING = "Nothing is to be set, and nothing goes. Fill in a field, or close the form.";

function findNameMistake(
  { secret, where }: Extract<FieldEntry, { secret: SecretName }>,
  before: readonly SecretName[],
  platform: PlatformName,
): string | null {
  const expected = secret.kind === "image-pull" ? null : refuseSecretName(platform, secret);
  if (expected !== null) return `${where}: the name must be ${expected.replaceAll("`", "")}.`;
  return before.some(({ name }) => name === secret.name) ? `${where}: this name stands here twice.` : null;
}
