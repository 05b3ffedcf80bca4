import { MASK } from "./mask.ts";
import { maskNamedValues } from "./mask-named-values.ts";
import { maskPrivateKeys } from "./mask-private-keys.ts";
import { SECRET_SHAPES } from "./secret-shapes.ts";

/**
 * What an agent's program writes, without what looks like a secret: every such text passes here before anything of ours
 * sees it. Linear in the length of the text; masking twice is masking once. It is a net, not a proof: what looks like
 * nothing in particular stays.
 */
export function maskSecrets(text: string): string {
  let masked = maskPrivateKeys(text);
  for (const { pattern } of SECRET_SHAPES) masked = masked.replace(pattern, `$1${MASK}`);
  return maskNamedValues(masked);
}
