/**
 * Text that is safe to show: only `mrkdwn` literals of our own source and the escaping functions make it, so a name
 * from a platform cannot reach a message unescaped; that would not compile.
 */
declare const escaped: unique symbol;

/** Slack's mrkdwn in which every foreign part has been escaped. */
export type Mrkdwn = string & { readonly [escaped]: true };

/** Writes mrkdwn; what is put in must be safe already. */
export function mrkdwn(literals: TemplateStringsArray, ...values: readonly (Mrkdwn | number)[]): Mrkdwn {
  return assumeEscaped(String.raw({ raw: literals }, ...values));
}

/** Joins what is there, leaving out `null`. */
export function joinMrkdwn(parts: readonly (Mrkdwn | null)[], separator: Mrkdwn = mrkdwn` · `): Mrkdwn {
  return assumeEscaped(parts.filter((part) => part !== null).join(separator));
}

/** With its first letter large, to begin a line. */
export function capitalize(text: Mrkdwn): Mrkdwn {
  return assumeEscaped(text.slice(0, 1).toUpperCase() + text.slice(1));
}

/** For the functions that escape, and for nobody else. */
export function assumeEscaped(text: string): Mrkdwn {
  return text as Mrkdwn;
}
