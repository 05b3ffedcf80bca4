import * as z from "zod";
import type { Scene } from "../scene.ts";

export interface FoundButton {
  readonly messageTs: string;
  readonly blockId: string;
  readonly actionId: string;
}

const actionsSchema = z.object({
  type: z.literal("actions"),
  block_id: z.string(),
  elements: z.array(
    z.looseObject({ action_id: z.string().optional(), text: z.object({ text: z.string() }).optional() }),
  ),
});

/** The newest button of that name in the conversation, on a message about `subject`; null: there is none. */
export function findButton({ messages }: Scene, name: string, subject: string): FoundButton | null {
  for (const { ts, blocks } of messages.toReversed()) {
    if (!JSON.stringify(blocks).includes(subject)) continue;
    for (const block of blocks) {
      const { data: actions } = actionsSchema.safeParse(block);
      const found = actions?.elements.find(({ text }) => text?.text === name);
      if (actions && found?.action_id)
        return { messageTs: ts, blockId: actions.block_id, actionId: found.action_id };
    }
  }
  return null;
}
