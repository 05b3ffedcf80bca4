/**
 * Reads a message as Slack would and lists what it would refuse or misread. Written from Slack's documents, with
 * numbers of its own, and without the code that it checks.
 */
import type { View } from "../../../src/views/view.ts";

type Json = Record<string, unknown>;

const ALLOWED_KEYS: Record<string, readonly string[]> = {
  section: ["type", "text", "accessory", "expand"],
  context: ["type", "elements"],
  actions: ["type", "elements"],
  plan: ["type", "title", "tasks"],
  task_card: ["type", "task_id", "title", "status"],
  rich_text: ["type", "elements"],
  button: ["type", "text", "action_id", "value", "style", "confirm"],
  external_select: ["type", "action_id", "placeholder", "min_query_length"],
};
const CLASSIC = ["section", "context", "actions", "rich_text"];
const MARKUP = [
  /^<!date\^\d{1,12}\^\{date_short_pretty\} at \{time\}\|[^<>|]+>$/,
  /^<@[UW][A-Z0-9]+>$/,
  /^<#[CGD][A-Z0-9]+>$/,
  /^<!subteam\^S[A-Z0-9]+>$/,
  /^<https?:\/\/[^<>|\s]+\|[A-Za-z ]+>$/,
];

export function checkSlackLimits(view: View): string[] {
  const problems: string[] = [];
  const report = (where: string, what: string): void => void problems.push(`${where}: ${what}`);
  checkText(view.text, "text", 4000, report);
  checkSentence(view.text, report);
  checkBlocks(view.blocks, "blocks", report);
  if (view.fallbackBlocks) {
    checkBlocks(view.fallbackBlocks, "fallbackBlocks", report);
    for (const { type } of view.fallbackBlocks) {
      if (!CLASSIC.includes(type)) report("fallbackBlocks", `${type} is not a classic block`);
    }
  }
  return problems;
}

type Report = (where: string, what: string) => void;

function checkBlocks(blocks: readonly unknown[], where: string, report: Report): void {
  if (blocks.length === 0) report(where, "is empty");
  if (blocks.length > 50) report(where, `has ${blocks.length} blocks`);
  const size = JSON.stringify(blocks).length;
  if (size > 13_000) report(where, `has ${size} characters`);
  for (const [index, block] of blocks.entries()) checkBlock(asJson(block), `${where}/${index}`, report);
}

function checkBlock(block: Json, where: string, report: Report): void {
  checkKeys(block, where, report);
  switch (block.type) {
    case "section":
      checkMrkdwn(block.text, `${where}/text`, report);
      if (block.accessory !== undefined) checkElements([block.accessory], `${where}/accessory`, 1, report);
      break;
    case "context":
      if (asList(block.elements).length > 10) report(where, "has more than 10 elements");
      for (const element of asList(block.elements)) checkMrkdwn(element, `${where}/elements`, report);
      break;
    case "actions":
      checkElements(asList(block.elements), `${where}/elements`, 25, report);
      break;
    case "plan":
      checkPlan(block, where, report);
      break;
    case "rich_text":
      checkRichText(block, where, report);
      break;
    default:
      report(where, `unknown block ${String(block.type)}`);
  }
}

function checkPlan(block: Json, where: string, report: Report): void {
  checkPlain(block.title, `${where}/title`, 256, report);
  const tasks = asList(block.tasks).map(asJson);
  if (tasks.length === 0 || tasks.length > 50) report(where, `has ${tasks.length} tasks`);
  if (new Set(tasks.map((task) => task.task_id)).size !== tasks.length) report(where, "task ids repeat");
  for (const task of tasks) {
    checkKeys(task, where, report);
    checkPlain(task.title, `${where}/tasks/title`, 256, report);
    if (!["pending", "in_progress", "complete", "error"].includes(String(task.status))) {
      report(where, `status ${String(task.status)}`);
    }
  }
}

function checkRichText(block: Json, where: string, report: Report): void {
  for (const element of asList(block.elements).map(asJson)) {
    if (element.type !== "rich_text_preformatted") report(where, `unknown element ${String(element.type)}`);
    for (const part of asList(element.elements).map(asJson)) {
      const text = String(part.text);
      if (text.length === 0 || text.length > 3000) report(where, `has ${text.length} characters`);
      if (!text.isWellFormed()) report(where, "half a character");
    }
  }
}

function checkElements(elements: readonly unknown[], where: string, max: number, report: Report): void {
  if (elements.length === 0 || elements.length > max) report(where, `has ${elements.length} elements`);
  const ids = new Set<unknown>();
  for (const element of elements.map(asJson)) {
    checkKeys(element, where, report);
    const id = String(element.action_id);
    if (id.length === 0 || id.length > 255 || ids.has(id)) report(where, `action id ${id}`);
    ids.add(id);
    if (element.type === "external_select") {
      checkPlainObject(element.placeholder, `${where}/placeholder`, 150, report);
    } else {
      checkButton(element, where, report);
    }
  }
}

function checkButton(button: Json, where: string, report: Report): void {
  checkPlainObject(button.text, `${where}/text`, 75, report);
  const value = String(button.value);
  if (value.length === 0 || value.length > 2000) report(where, `value has ${value.length} characters`);
  if (![undefined, "primary", "danger"].includes(asStyle(button.style))) report(where, "unknown style");
  if (button.confirm === undefined) return;
  const confirm = asJson(button.confirm);
  checkPlainObject(confirm.title, `${where}/confirm/title`, 100, report);
  checkPlainObject(confirm.text, `${where}/confirm/text`, 300, report);
  checkPlainObject(confirm.confirm, `${where}/confirm/confirm`, 30, report);
  checkPlainObject(confirm.deny, `${where}/confirm/deny`, 30, report);
}

function checkMrkdwn(value: unknown, where: string, report: Report): void {
  const object = asJson(value);
  if (object.type !== "mrkdwn") report(where, `is ${String(object.type)}`);
  if (object.verbatim !== true) report(where, "lets Slack link what it likes");
  checkText(String(object.text), where, 3000, report);
}

/** What could ping, link, format or break when it should not. */
function checkText(text: string, where: string, max: number, report: Report): void {
  if (text.length === 0 || text.length > max) report(where, `has ${text.length} characters`);
  if (!text.isWellFormed()) report(where, "half a character");
  if (/[\p{Cf}\p{Co}]|(?!\n)\p{Cc}/u.test(text)) report(where, "has a control or invisible character");
  for (const [markup] of text.matchAll(/<[^<>]*>?/g)) {
    if (!MARKUP.some((pattern) => pattern.test(markup))) report(where, `markup ${markup}`);
  }
  const outside = text.replace(/<[^<>]*>/g, "");
  if (outside.includes(">")) report(where, "a bare >");
  if (/&(?!amp;|lt;|gt;)/.test(outside)) report(where, "a bare or broken &");
  if (/@(channel|here|everyone)/i.test(outside)) report(where, "a mention of everybody");
  for (const line of outside.split("\n")) {
    if (line.startsWith("&gt;")) report(where, `a quote: ${line}`);
    const spans = line.split("`");
    if (spans.length % 2 === 0) report(where, `an open code span: ${line}`);
    if (spans.some((span, index) => index % 2 === 1 && span.trim() === ""))
      report(where, `a blank code span`);
    const prose = spans.filter((_, index) => index % 2 === 0).join("");
    if (prose.split("*").length % 2 === 0) report(where, `open bold: ${line}`);
    if (/~|(?<![\p{L}\p{N}])_/u.test(prose)) report(where, `other emphasis: ${line}`);
    if (/:[\w+'-]+:/.test(prose)) report(where, `an emoji code: ${line}`);
  }
}

/** Screen readers and notifications get this alone: whole sentences on one line, then at most codes. */
function checkSentence(text: string, report: Report): void {
  if (text.includes("\n")) report("text", "has several lines");
  const sentences = text.replace(/( ·)?( ref)? `[^`]*`$/g, "").replace(/ `[a-z-]+`$/, "");
  if (!/[.?…)]$/.test(sentences) && !/: `[^`]*`/.test(text)) report("text", `is no sentence: ${text}`);
}

function checkPlainObject(value: unknown, where: string, max: number, report: Report): void {
  const object = asJson(value);
  if (object.type !== "plain_text") report(where, `is ${String(object.type)}`);
  checkPlain(object.text, where, max, report);
}

function checkPlain(value: unknown, where: string, max: number, report: Report): void {
  if (typeof value !== "string") {
    report(where, "is not a string");
    return;
  }
  if (value.trim().length === 0 || value.length > max) report(where, `has ${value.length} characters`);
  if (!value.isWellFormed()) report(where, "half a character");
  if (/[\p{Cc}\p{Cf}\p{Co}]/u.test(value)) report(where, "has a control or invisible character");
}

const asStyle = (style: unknown): string | undefined => (style === undefined ? undefined : String(style));

function checkKeys(object: Json, where: string, report: Report): void {
  const allowed = ALLOWED_KEYS[String(object.type)] ?? [];
  for (const key of Object.keys(object)) if (!allowed.includes(key)) report(where, `unknown key ${key}`);
}

function asJson(value: unknown): Json {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
