/** A body or address as it may be shown: credentials and what somebody typed as a secret are masked. */

export const MASK = "•••";

/** Fields whose text is a credential, or may be one. */
const SECRET_NAME =
  /secret_?value|token|password|passphrase|api_?key|authorization|signature|credential|presigned|policy$/i;
/** Lists whose entries have a `value` that is a secret. */
const SECRET_LIST = /secrets?$/i;

/** Never fails: what cannot be read is shown as it is, without what looks like a credential. */
export function maskBody(text: string, type: string | null): string {
  const kind = type?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (kind === "application/x-www-form-urlencoded") return show(readForm(text));
  if (kind.includes("json")) {
    const json = parse(text);
    if (json !== undefined) return show(json);
  }
  return maskText(text);
}

const show = (value: unknown): string => maskText(JSON.stringify(mask(value, false), null, 2));

/** A form, with the JSON that Slack's own fields carry. */
function readForm(text: string): Record<string, unknown> {
  return Object.fromEntries(
    [...new URLSearchParams(text)].map(([name, value]) => [
      name,
      /^[[{]/.test(value) ? (parse(value) ?? value) : value,
    ]),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `isSecret`: inside of something whose values are secrets. */
function mask(value: unknown, isSecret: boolean): unknown {
  if (Array.isArray(value)) return value.map((entry) => mask(entry, isSecret));
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value);
  const isTyped = fields.some(([name, field]) => name === "type" && field === "plain_text_input");
  return Object.fromEntries(
    fields.map(([name, field]) => {
      const isText = typeof field === "string" && field !== "";
      if (isText && (SECRET_NAME.test(name) || (name === "value" && (isSecret || isTyped))))
        return [name, MASK];
      return [name, mask(field, isSecret || SECRET_LIST.test(name))];
    }),
  );
}

/** Slack's and GitHub's tokens, JWTs, private keys of Pipecat, and credentials in addresses, wherever they stand. */
function maskText(text: string): string {
  return text
    .replaceAll(/\b(?:xox[a-z]|xapp|ghp|gho|ghs|github_pat)[-_][\w-]{4,}/g, MASK)
    .replaceAll(/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]+/g, MASK)
    .replaceAll(/\b[sp]k_[\w-]{4,}/g, MASK)
    .replaceAll(/((?:token|signature|policy|key|credential|secret)=)[^&\s"]+/gi, `$1${MASK}`)
    .replaceAll(/(\/upload\/v1\/)[\w-]+/g, `$1${MASK}`)
    .replaceAll(/(\/(?:commands|actions)\/T\w+\/)\w+/g, `$1${MASK}`);
}
