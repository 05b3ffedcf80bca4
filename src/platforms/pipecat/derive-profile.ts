import { PROFILES } from "../change.ts";
import { parseQuantity } from "../parse-quantity.ts";

/** `agent-1x` is half a processor and 1 GiB, `agent-2x` twice that, and so on; null for any other size. */
export function deriveProfile(
  resources: { cpu: string | null; memory: string | null } | null,
): string | null {
  const millicores = parseQuantity(resources?.cpu ?? "", 1000);
  const bytes = parseQuantity(resources?.memory ?? "");
  const found = PROFILES.find(
    (_, index) => millicores === 500 * (index + 1) && bytes === (index + 1) * 2 ** 30,
  );
  return found ?? null;
}
