import type { ShownMessage } from "../world/page-protocol.ts";
import { NotThere } from "./find-place.ts";
import { asObject, list } from "./print-text.ts";

export interface FoundButton {
  readonly messageTs: string;
  readonly actionId: string;
  readonly blockId: string;
}

/** The newest button with this label; "reject" finds "Reject…". Throws `NotThere`. */
export function findButton(messages: readonly ShownMessage[], label: string): FoundButton {
  const buttons = messages.toReversed().flatMap(buttonsOn);
  const found = buttons.find((button) => simplify(button.label) === simplify(label));
  if (found) return found;
  const labels = [...new Set(buttons.map((button) => button.label))];
  throw new NotThere(
    labels.length === 0
      ? "There is no button there."
      : `There is no button "${label}" there, but: ${labels.map((known) => `"${known}"`).join(", ")}.`,
  );
}

function buttonsOn({ ts, blocks }: ShownMessage): readonly (FoundButton & { readonly label: string })[] {
  return blocks.flatMap((block) =>
    [...list(block.elements), asObject(block.accessory)]
      .filter(({ type }) => type === "button")
      .map((button) => ({
        label: String(asObject(button.text).text),
        messageTs: ts,
        actionId: String(button.action_id),
        blockId: String(block.block_id),
      })),
  );
}

const simplify = (label: string): string => label.replace(/(…|\.\.\.)$/, "").toLowerCase();
