import { isObject } from "./rule.ts";

/** A copy of the blocks with the `block_id`s and `action_id`s that Slack makes up where the app gave none. */
export function withIds(
  blocks: readonly Record<string, unknown>[],
  nextId: () => string,
): Record<string, unknown>[] {
  const named = (element: unknown): unknown =>
    isObject(element) && typeof element.type === "string" && INTERACTIVE.test(element.type)
      ? { action_id: nextId(), ...element }
      : element;
  return structuredClone([...blocks]).map((block) => ({
    block_id: nextId(),
    ...block,
    ...(block.type === "actions" && Array.isArray(block.elements)
      ? { elements: block.elements.map(named) }
      : {}),
    ...(block.accessory === undefined ? {} : { accessory: named(block.accessory) }),
    ...(block.element === undefined ? {} : { element: named(block.element) }),
    ...(Array.isArray(block.child_blocks)
      ? { child_blocks: withIds(block.child_blocks.filter(isObject), nextId) }
      : {}),
  }));
}

const INTERACTIVE = /button|select|picker|input|checkboxes|overflow/;
