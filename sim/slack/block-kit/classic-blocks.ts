/** The blocks that every workspace knows (limits: `@slack/types` 3.2.0 and live probes). */
import { block } from "./block.ts";
import { plainText, text } from "./composition.ts";
import { actionsElement, imageElement, inputElement, sectionAccessory } from "./elements.ts";
import { richText } from "./rich-text.ts";
import { any, boolean, byType, isObject, list, type Problem, type Rule, string } from "./rule.ts";

/** `action_id`s must differ within a block. */
function distinctActionIds(value: Record<string, unknown>, pointer: string): readonly Problem[] {
  const seen = new Set<unknown>();
  return (Array.isArray(value.elements) ? value.elements : []).flatMap((element, index) => {
    const id = isObject(element) ? element.action_id : undefined;
    if (id === undefined) return [];
    if (seen.has(id)) {
      const message = `\`action_id\` "${String(id)}" already exists for other element`;
      return [{ message, pointer: `${pointer}/elements/${index}/action_id` }];
    }
    seen.add(id);
    return [];
  });
}

export const classicBlocks: Readonly<Record<string, Rule>> = {
  section: block("section", {
    optional: {
      text: text(3_000),
      fields: list(text(2_000), { min: 1, max: 10 }),
      accessory: sectionAccessory,
      expand: boolean,
    },
    check: (value, pointer) =>
      value.text === undefined && value.fields === undefined
        ? [{ message: "must define either `text` or `fields`", pointer: `${pointer}/type` }]
        : [],
  }),
  header: block("header", { required: { text: plainText(150) } }),
  divider: block("divider", {}),
  context: block("context", {
    required: {
      elements: list(byType({ image: imageElement, plain_text: text(3_000), mrkdwn: text(3_000) }), {
        min: 1,
        max: 10,
      }),
    },
  }),
  actions: block("actions", {
    required: { elements: list(actionsElement, { min: 1, max: 25 }) },
    check: distinctActionIds,
  }),
  image: block("image", {
    required: { alt_text: string({ max: 2_000 }) },
    optional: { title: plainText(2_000), image_url: string({ max: 3_000 }), slack_file: any },
    check: (value, pointer) =>
      (value.image_url === undefined) === (value.slack_file === undefined)
        ? [{ message: "must define either `image_url` or `slack_file`", pointer }]
        : [],
  }),
  input: block("input", {
    required: { label: plainText(2_000), element: inputElement },
    optional: { hint: plainText(2_000), optional: boolean, dispatch_action: boolean },
  }),
  rich_text: richText,
};
