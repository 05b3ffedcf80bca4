/** The fields of the form for secrets, one entry for each secret or mistake in them. */
import type { SecretName } from "../platforms/change.ts";
import { readValueField, SECRETS_FORM } from "../views/secrets-form.ts";

/** `value` null: only its name was asked for. `where` tells people which it is, without what they typed. */
export type FieldEntry =
  | {
      readonly blockId: string;
      readonly secret: SecretName;
      readonly value: string | null;
      readonly where: string;
    }
  | { readonly blockId: string; readonly why: string };

/** Of a secret file (livekit-cli cmd/lk/agent.go). */
const MAX_FILE_BYTES = 1024 * 1024;

/** `texts`: by block id. */
export function readSecretFields(texts: ReadonlyMap<string, string>): FieldEntry[] {
  const entries = [...texts].flatMap(([blockId, text]) => {
    const secret = readValueField(blockId);
    if (secret) return [readValue(blockId, secret, text)];
    if (blockId === SECRETS_FORM.values) return readLines(blockId, text, readAssignment);
    if (blockId === SECRETS_FORM.names) return readLines(blockId, text, readName("environment"));
    if (blockId === SECRETS_FORM.fileNames) return readLines(blockId, text, readName("file"));
    return [];
  });
  const file = readFile(
    texts.get(SECRETS_FORM.fileName)?.trim() ?? "",
    texts.get(SECRETS_FORM.fileText) ?? "",
  );
  return file === null ? entries : [...entries, file];
}

/** The field of one secret. */
function readValue(blockId: string, secret: SecretName, text: string): FieldEntry {
  const value = secret.kind === "file" ? text : text.trim();
  if (text.trim() === "") return { blockId, why: "This is empty." };
  if (secret.kind === "image-pull" && !/^[^:\s]+:\S+$/.test(value))
    return { blockId, why: "Write the user, a colon, and the token." };
  return { blockId, secret, value, where: "Here" };
}

type ReadLine = (
  line: string,
) => Pick<Extract<FieldEntry, { secret: SecretName }>, "secret" | "value"> | string;

/** One secret a line, with the comments and the `export` of an .env file. */
function readLines(blockId: string, text: string, read: ReadLine): FieldEntry[] {
  return text.split(/\r\n|[\r\n]/).flatMap((written, index): FieldEntry[] => {
    const line = written.trim().replace(/^export\s+/, "");
    if (line === "" || line.startsWith("#")) return [];
    const where = `Line ${index + 1}`;
    const found = read(line);
    return typeof found === "string"
      ? [{ blockId, why: `${where} ${found}` }]
      : [{ blockId, where, ...found }];
  });
}

const readAssignment: ReadLine = (line) => {
  const at = line.indexOf("=");
  if (at < 0) return "has no =.";
  const value = withoutQuotes(line.slice(at + 1).trim());
  if (value === "") return "has no value after the =.";
  return { secret: { name: line.slice(0, at).trim(), kind: "environment" }, value };
};

const readName =
  (kind: SecretName["kind"]): ReadLine =>
  (name) =>
    name.includes("=")
      ? "has more than a name. Values are asked for after the approval."
      : { secret: { name, kind }, value: null };

function readFile(name: string, text: string): FieldEntry | null {
  const { fileName, fileText } = SECRETS_FORM;
  if (name === "" && text === "") return null;
  if (name === "") return { blockId: fileName, why: "The file needs a name." };
  if (text.trim() === "") return { blockId: fileText, why: "The file is empty." };
  if (new TextEncoder().encode(text).length > MAX_FILE_BYTES)
    return { blockId: fileText, why: "A secret file has at most 1 MiB." };
  return { blockId: fileName, secret: { name, kind: "file" }, value: text, where: "Here" };
}

/** As in an .env file: a pair around the whole. */
function withoutQuotes(text: string): string {
  const [, , inner] = /^(["'])(.*)\1$/s.exec(text) ?? [];
  return inner ?? text;
}
