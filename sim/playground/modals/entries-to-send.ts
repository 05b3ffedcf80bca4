import type { ShownModal } from "../../world/page-protocol.ts";
import { inputSchema } from "../blocks/block-schemas.ts";
import type { Entries } from "./form-context.ts";

/**
 * What was entered into the inputs that the modal has now. An external menu's choice is known to Slack already, since its
 * options are known to it only from what the app offered then.
 */
export function entriesToSend(blocks: ShownModal["blocks"], entries: Entries): Entries {
  const inputs = blocks.flatMap((block) => inputSchema.safeParse(block).data ?? []);
  return Object.fromEntries(
    inputs.flatMap(({ block_id: blockId, element }) => {
      const actionId = String(element.action_id);
      const entered = entries[blockId]?.[actionId];
      if (entered === undefined || element.type.endsWith("external_select")) return [];
      return [[blockId, { [actionId]: entered }]];
    }),
  );
}
