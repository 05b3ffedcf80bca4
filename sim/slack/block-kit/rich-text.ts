/** The rich_text block and its inline elements (`@slack/types` 3.2.0). */
import { boolean, byType, list, number, type ObjectShape, object, oneOf, type Rule, string } from "./rule.ts";

const style = object({
  optional: {
    bold: boolean,
    italic: boolean,
    strike: boolean,
    underline: boolean,
    code: boolean,
    highlight: boolean,
    client_highlight: boolean,
    unlink: boolean,
  },
});

function inline(type: string, { required = {}, optional = {} }: ObjectShape): Rule {
  return object({ required: { type: oneOf(type), ...required }, optional: { style, ...optional } });
}

const inlineText = inline("text", { required: { text: string() } });
const link = inline("link", {
  required: { url: string({ max: 3_000 }) },
  optional: { text: string(), unsafe: boolean },
});

const inlineElement = byType({
  text: inlineText,
  link,
  user: inline("user", { required: { user_id: string() } }),
  usergroup: inline("usergroup", { required: { usergroup_id: string() } }),
  channel: inline("channel", { required: { channel_id: string() } }),
  team: inline("team", { required: { team_id: string() } }),
  broadcast: inline("broadcast", { required: { range: oneOf("here", "channel", "everyone") } }),
  emoji: inline("emoji", {
    required: { name: string() },
    optional: { unicode: string(), url: string(), skin_tone: number({ min: 1, max: 6 }) },
  }),
  color: inline("color", { required: { value: string() } }),
  date: inline("date", {
    required: { timestamp: number(), format: string() },
    optional: { url: string(), fallback: string() },
  }),
});

const border = oneOf(0, 1);

const section = object({
  required: { type: oneOf("rich_text_section"), elements: list(inlineElement, { min: 1 }) },
});

const richTextElement = byType({
  rich_text_section: section,
  rich_text_list: object({
    required: {
      type: oneOf("rich_text_list"),
      style: oneOf("bullet", "ordered"),
      elements: list(section, { min: 1 }),
    },
    optional: { indent: number({ min: 0, max: 8 }), offset: number({ min: 0 }), border },
  }),
  rich_text_preformatted: object({
    required: {
      type: oneOf("rich_text_preformatted"),
      elements: list(byType({ text: inlineText, link }), { min: 1 }),
    },
    optional: { border, language: string() },
  }),
  rich_text_quote: object({
    required: { type: oneOf("rich_text_quote"), elements: list(inlineElement, { min: 1 }) },
    optional: { border },
  }),
});

export const richText = object({
  required: { type: oneOf("rich_text"), elements: list(richTextElement, { min: 1 }) },
  optional: { block_id: string({ max: 255 }) },
});
