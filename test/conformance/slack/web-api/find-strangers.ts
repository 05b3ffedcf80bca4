/** What an answer has that the official client does not know: fields, and values of another type. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Declarations, parseDeclarations, type Shape } from "./parse-declarations.ts";

const RESPONSES = join(dirname(createRequire(import.meta.url).resolve("@slack/web-api")), "types/response");
/** Every answer has these; the client adds to the last of them. */
const EVERYWHERE = ["ok", "error", "response_metadata"];

/** Paths with what is strange about them: `user.shoe_size is unknown`, `user.tz_offset is no number`. */
export function findStrangers(method: string, answer: unknown): readonly string[] {
  const name = `${method.split(".").map(capitalize).join("")}Response`;
  const declarations = parseDeclarations(readFileSync(join(RESPONSES, `${name}.d.ts`), "utf8"));
  const strangers = compare(declarations, { kind: "named", name }, answer, "");
  return strangers.filter((stranger) => !EVERYWHERE.some((field) => stranger.startsWith(field)));
}

function compare(declarations: Declarations, shape: Shape, value: unknown, path: string): string[] {
  // The declarations were made from answers, so what may be null is not in them.
  if (value === null || value === undefined) return [];
  switch (shape.kind) {
    case "anything":
      return [];
    case "primitive":
      return typeof value === shape.name ? [] : [`${path} is no ${shape.name}`];
    case "enum":
      // Lists of words are never complete there.
      return typeof value === "string" ? [] : [`${path} is no string`];
    case "named": {
      const declared = declarations.get(shape.name);
      if (!declared) throw new Error(`${shape.name} is not declared`);
      return compare(declarations, declared, value, path);
    }
    case "list":
      return Array.isArray(value)
        ? value.flatMap((entry) => compare(declarations, shape.of, entry, `${path}[]`))
        : [`${path} is no list`];
    case "either": {
      const results = shape.of.map((option) => compare(declarations, option, value, path));
      return results.find((result) => result.length === 0) ?? results[0] ?? [];
    }
    case "object":
      return compareFields(declarations, shape, value, path);
  }
}

function compareFields(
  declarations: Declarations,
  { fields, others }: Extract<Shape, { kind: "object" }>,
  value: unknown,
  path: string,
): string[] {
  if (typeof value !== "object" || Array.isArray(value)) return [`${path} is no object`];
  return Object.entries(value ?? {}).flatMap(([name, entry]) => {
    const field = fields.get(name) ?? others;
    const at = path === "" ? name : `${path}.${name}`;
    return field ? compare(declarations, field, entry, at) : [`${at} is unknown`];
  });
}

const capitalize = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
