import type { Chat } from "./chat.ts";

/** The newest card with buttons as it looks now. Posted later it is a screen that has not kept up. */
export function copyOfCard({ slack }: Chat, { user = "UOPERATOR", channel = "COPS" } = {}) {
  const card = slack
    .messagesFor(user, channel)
    .findLast(({ blocks }) => blocks.some(({ type }) => type === "actions"));
  if (!card) throw new Error(`${user} sees no card in ${channel}`);
  return { text: card.text, blocks: [...card.blocks] };
}
