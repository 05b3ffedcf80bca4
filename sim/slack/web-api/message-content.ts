/** The content of a message as chat methods, acknowledgements and response URLs take it, checked as Slack does. */
import * as z from "zod";
import { countText, validateBlocks } from "../block-kit/validate-blocks.ts";
import { parseJson } from "../parse-json.ts";
import { type JsonObject, jsonObjectSchema } from "../workspace-state.ts";
import type { WorkspaceStore } from "../workspace-store.ts";
import { type Checked, refuse, refuseProblems } from "./answer.ts";

export interface MessageContent {
  readonly text: string;
  readonly blocks: readonly JsonObject[];
  readonly attachments: readonly JsonObject[];
  /** undefined: not given; null: given empty, which removes it. */
  readonly metadata: JsonObject | null | undefined;
}

/** The arguments that carry content. Forms carry the structured ones as JSON text. */
export const contentArguments = z.object({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  attachments: z.unknown().optional(),
  metadata: z.unknown().optional(),
});
export type ContentArguments = z.infer<typeof contentArguments>;

/** Slack cuts longer texts off. */
const TEXT_CUT = 40_000;

/**
 * All text in the blocks of one message. Undocumented; users measured 9,597 characters accepted and 11,341 refused
 * (slackapi/bolt-js issue 2867), so the limit lies between. Response URLs and acknowledgements do not have it.
 */
const BLOCKS_TEXT = 10_000;

const UNDISPLAYABLE = "This content can't be displayed.";

const metadataSchema = z.object({ event_type: z.string().min(1), event_payload: jsonObjectSchema });

export function readContent(
  store: WorkspaceStore,
  given: ContentArguments,
  { limitBlocksText }: { readonly limitBlocksText: boolean },
): Checked<MessageContent> {
  const blocks = readList(given.blocks);
  if (blocks === null) return refuse("invalid_blocks_format");
  const problems = validateBlocks(blocks, "message", store.state.refusedBlocks);
  if (problems.length > 0) return refuseProblems("invalid_blocks", problems);
  if (limitBlocksText && countText(blocks) > BLOCKS_TEXT) return refuse("msg_blocks_too_long");
  const attachments = readList(given.attachments);
  if (attachments === null) return refuse("invalid_attachments");
  const metadata = readMetadata(given.metadata);
  if (!metadata.ok) return metadata;
  const text = given.text ?? "";
  if (text.trim() === "" && blocks.length === 0 && attachments.length === 0) return refuse("no_text");
  return {
    ok: true,
    value: {
      text: text === "" && blocks.length > 0 ? UNDISPLAYABLE : text.slice(0, TEXT_CUT),
      blocks,
      attachments,
      metadata: metadata.value,
    },
  };
}

/** Null: not a list of objects. */
function readList(given: unknown): JsonObject[] | null {
  if (given === undefined || given === null || given === "") return [];
  const parsed = z.array(jsonObjectSchema).safeParse(parseJson(given));
  return parsed.success ? parsed.data : null;
}

function readMetadata(given: unknown): Checked<JsonObject | null | undefined> {
  if (given === undefined) return { ok: true, value: undefined };
  const value = jsonObjectSchema.safeParse(parseJson(given));
  if (!value.success) return refuse("invalid_metadata_format");
  if (Object.keys(value.data).length === 0) return { ok: true, value: null };
  const parsed = metadataSchema.safeParse(value.data);
  return parsed.success ? { ok: true, value: value.data } : refuse("invalid_metadata_schema");
}
