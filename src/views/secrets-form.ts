/** The fields of the form for secrets: written by one side, read by the other, in one place each. */
import * as z from "zod/mini";
import type { SecretName } from "../platforms/change.ts";

/** Ids of its blocks; each has one element, whose id is `input`. */
export const SECRETS_FORM = {
  callbackId: "secrets.form",
  input: "input",
  /** `NAME=value`, one per line. */
  values: "values",
  /** Names alone, one per line. */
  names: "names",
  fileNames: "file-names",
  fileName: "file-name",
  fileText: "file-text",
  remove: "remove",
  reason: "reason",
} as const;

/** The field for the value of one secret whose name is settled. */
export const valueField = ({ name, kind }: SecretName): string => `value ${kind} ${name}`;

/** The secret that a field is for; null for any other field. */
export function readValueField(blockId: string): SecretName | null {
  const [, kind, name] = /^value (environment|file|image-pull) (.+)$/s.exec(blockId) ?? [];
  const known = (["environment", "file", "image-pull"] as const).find((one) => one === kind);
  return known && name ? { name, kind: known } : null;
}

/** What comes back with what was typed; nothing secret. `isKnown`: the command needs no names, only values. */
export const secretsMetadataSchema = z.object({
  command: z.string(),
  channelId: z.string(),
  threadTs: z.nullable(z.string()),
  platform: z.enum(["livekit", "pipecat"]),
  isKnown: z.boolean(),
});
export type SecretsMetadata = z.infer<typeof secretsMetadataSchema>;
