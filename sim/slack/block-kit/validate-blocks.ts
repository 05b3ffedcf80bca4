/** Whether Slack would take these blocks on this surface, and if not, why. */
import { classicBlocks } from "./classic-blocks.ts";
import { newerBlocks } from "./newer-blocks.ts";
import { byType, isObject, lengthOf, list, type Problem, type Rule } from "./rule.ts";

export type Surface = "message" | "modal" | "home";

const MAX_BLOCKS: Record<Surface, number> = { message: 50, modal: 100, home: 100 };

/** Types that do not stand everywhere. */
const SURFACES: Readonly<Record<string, readonly Surface[]>> = {
  markdown: ["message"],
  table: ["message"],
  plan: ["message"],
  task_card: ["message"],
  container: ["message"],
  data_table: ["message", "home"],
  alert: ["message", "modal"],
};

const MARKDOWN_CHARACTERS = 12_000;
const TABLE_CHARACTERS = 10_000;
const DATA_TABLE_CHARACTERS = 20_000;

const rules: Readonly<Record<string, Rule>> = { ...classicBlocks, ...newerBlocks };

/** Problems in Slack's words; none means that the blocks are taken. `refused` are types unknown to the workspace. */
export function validateBlocks(
  blocks: unknown,
  surface: Surface,
  refused: readonly string[] = [],
  pointer = "/blocks",
): readonly Problem[] {
  const known = Object.fromEntries(
    Object.entries(rules).filter(
      ([type]) => !refused.includes(type) && (SURFACES[type]?.includes(surface) ?? true),
    ),
  );
  const problems = list(byType(known), { max: MAX_BLOCKS[surface] })(blocks, pointer);
  if (problems.length > 0 || !Array.isArray(blocks)) return problems;
  return [...checkNested(blocks, refused, pointer), ...checkTogether(blocks.filter(isObject), pointer)];
}

/** A workspace that does not know a type does not know it inside a container either. */
function checkNested(blocks: readonly unknown[], refused: readonly string[], pointer: string): Problem[] {
  return blocks.flatMap((block, index) => {
    const children = isObject(block) ? (block.child_blocks ?? block.tasks) : undefined;
    if (!Array.isArray(children)) return [];
    const name = isObject(block) && block.child_blocks ? "child_blocks" : "tasks";
    return children.flatMap((child, at) =>
      isObject(child) && refused.includes(String(child.type))
        ? [
            {
              message: `unsupported type: ${String(child.type)}`,
              pointer: `${pointer}/${index}/${name}/${at}/type`,
            },
          ]
        : [],
    );
  });
}

/** What only the blocks together show. */
function checkTogether(blocks: readonly Record<string, unknown>[], pointer: string): Problem[] {
  const problems: Problem[] = [];
  const ids = new Set<unknown>();
  for (const [index, block] of blocks.entries()) {
    if (block.block_id === undefined) continue;
    if (ids.has(block.block_id)) {
      const message = `\`block_id\` "${String(block.block_id)}" already exists`;
      problems.push({ message, pointer: `${pointer}/${index}/block_id` });
    }
    ids.add(block.block_id);
  }
  if (blocks.filter(({ type }) => type === "table").length > 1)
    problems.push({ message: "only_one_table_allowed", pointer });
  const limits = {
    markdown: MARKDOWN_CHARACTERS,
    table: TABLE_CHARACTERS,
    data_table: DATA_TABLE_CHARACTERS,
  };
  for (const [type, max] of Object.entries(limits)) {
    const characters = countText(blocks.filter((block) => block.type === type));
    if (characters > max)
      problems.push({ message: `${type} must be less than ${max + 1} characters in total`, pointer });
  }
  return problems;
}

/** Characters in all `text` fields, however deep. */
export function countText(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, entry) => sum + countText(entry), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [name, field]) =>
      sum + (name === "text" && typeof field === "string" ? lengthOf(field) : countText(field)),
    0,
  );
}
