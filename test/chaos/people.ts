/** What people do in the channel, and what they see there. They try; whether Slack or the bot let them is another matter. */
import type { Message } from "../../sim/slack/workspace-state.ts";
import type { LocalBot } from "../support/local-bot.ts";

const CHANNEL = "COPS";

export function openPeople({ world: { slack } }: Pick<LocalBot, "world">) {
  /** Of the bot's, everywhere, oldest first. */
  const messages = (): readonly Message[] =>
    slack.snapshot().messages.filter(({ user }) => user === "USWITCH");
  return {
    messages,
    ask: async (user: string, text: string): Promise<void> => {
      await slack.client.runCommand({ user, channel: CHANNEL, text });
    },
    /** On the newest message with this button, or on one some messages before it; false when there is none. */
    press: async (user: string, label: string, messagesBefore = 0): Promise<boolean> => {
      const buttons = messages().flatMap((message) => {
        const button = findButton(message, label);
        return button && message.ephemeralTo === null ? [{ ...button, message }] : [];
      });
      const found = buttons.at(-1 - messagesBefore);
      if (!found) return false;
      const { actionId, blockId, message } = found;
      await slack.client.press({ user, channel: message.channel, messageTs: message.ts, actionId, blockId });
      return true;
    },
  };
}

export type People = ReturnType<typeof openPeople>;

function findButton({ blocks }: Message, label: string): { actionId: string; blockId: string } | null {
  for (const block of blocks) {
    const elements = Array.isArray(block.elements) ? block.elements : [];
    const button = elements.find((element) => element?.text?.text === label);
    if (button) return { actionId: String(button.action_id), blockId: String(block.block_id) };
  }
  return null;
}
