import type { ShownMessage } from "../world/page-protocol.ts";
import { list } from "./print-text.ts";

/** A card is a message with a timeline. */
export const isCard = ({ blocks }: ShownMessage): boolean => blocks.some(({ type }) => type === "plan");

/** Nothing of it is under way, and no rollback is to begin by itself unless somebody says to keep things as they are. */
export function isCardOver({ blocks }: ShownMessage): boolean {
  const steps = blocks.filter(({ type }) => type === "plan").flatMap(({ tasks }) => list(tasks));
  const commands = blocks.flatMap(({ elements }) => list(elements)).map(({ value }) => String(value));
  const isWorking = steps.some(({ status }) => status === "in_progress");
  const canBeKept = commands.some((command) => command.startsWith("/agent keep "));
  return !isWorking && !canBeKept;
}
