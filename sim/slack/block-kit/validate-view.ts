/** Whether Slack would open this modal or publish this home. */
import { plainText } from "./composition.ts";
import { any, boolean, isObject, object, oneOf, type Problem, string, union } from "./rule.ts";
import { type Surface, validateBlocks } from "./validate-blocks.ts";

const common = {
  private_metadata: string({ min: 0, max: 3_000 }),
  callback_id: string({ min: 0, max: 255 }),
  external_id: string({ min: 0, max: 255 }),
};

const modal = object({
  required: { type: oneOf("modal"), title: plainText(24), blocks: any },
  optional: {
    ...common,
    submit: plainText(24),
    close: plainText(24),
    clear_on_close: boolean,
    notify_on_close: boolean,
    submit_disabled: boolean,
  },
  check: (view, pointer) =>
    view.submit === undefined && hasInput(view.blocks)
      ? [{ message: "must define `submit` to use an `input` block in modals", pointer }]
      : [],
});

const home = object({ required: { type: oneOf("home"), blocks: any }, optional: common });

const hasInput = (blocks: unknown): boolean =>
  Array.isArray(blocks) && blocks.some((block) => isObject(block) && block.type === "input");

export function validateView(
  view: unknown,
  surface: Exclude<Surface, "message">,
  refused: readonly string[] = [],
): readonly Problem[] {
  const blocks = isObject(view) && Array.isArray(view.blocks) ? view.blocks : [];
  return union((value, pointer) => [
    ...(surface === "modal" ? modal : home)(value, pointer),
    ...validateBlocks(blocks, surface, refused, `${pointer}/blocks`),
  ])(view, "/view");
}
