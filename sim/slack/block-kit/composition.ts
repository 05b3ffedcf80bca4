/** Text objects, options, confirmations: the composition objects of Block Kit (limits: `@slack/types` 3.2.0). */
import { boolean, byType, list, object, oneOf, type Rule, string, union } from "./rule.ts";

export const plainText = (max: number): Rule =>
  object({ required: { type: oneOf("plain_text"), text: string({ max }) }, optional: { emoji: boolean } });

const mrkdwn = (max: number): Rule =>
  object({ required: { type: oneOf("mrkdwn"), text: string({ max }) }, optional: { verbatim: boolean } });

/** plain_text or mrkdwn. */
export const text = (max: number): Rule => union(byType({ plain_text: plainText(max), mrkdwn: mrkdwn(max) }));

/** Values are limited to 75 characters by the official types and to 150 by other sources; the smaller one is safe. */
const OPTION_VALUE = 75;

const optionFields = (label: Rule, description: Rule): Rule =>
  object({ required: { text: label, value: string({ max: OPTION_VALUE }) }, optional: { description } });

/** An option of a select menu. */
export const plainOption = optionFields(plainText(75), plainText(75));

/** An option of radio buttons and checkboxes, where mrkdwn is allowed. */
export const textOption = optionFields(text(75), text(75));

/** An option of an overflow menu, which may be a link. */
export const overflowOption = object({
  required: { text: plainText(75), value: string({ max: OPTION_VALUE }) },
  optional: { description: plainText(75), url: string({ max: 3_000 }) },
});

export const optionGroup = object({
  required: { label: plainText(75), options: list(plainOption, { min: 1, max: 100 }) },
});

export const confirm = object({
  required: { text: text(300) },
  optional: {
    title: plainText(100),
    confirm: plainText(30),
    deny: plainText(30),
    style: oneOf("primary", "danger"),
  },
});

export const dispatchActionConfig = object({
  required: {
    trigger_actions_on: list(oneOf("on_enter_pressed", "on_character_entered"), { min: 1, max: 2 }),
  },
});

export const conversationFilter = object({
  optional: {
    include: list(oneOf("im", "mpim", "private", "public"), { min: 1 }),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
});
