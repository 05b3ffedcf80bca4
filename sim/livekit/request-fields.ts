/**
 * Request messages as protojson with DiscardUnknown reads them: snake_case and camelCase names, unknown fields and unknown
 * enum names ignored, null as the default, numbers also as strings.
 */
import * as z from "zod";

/** A message with the given fields, named in snake_case. */
export function message<Fields extends z.ZodRawShape>(fields: Fields) {
  return z.preprocess((value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    const given = new Map<string, unknown>(Object.entries(value));
    return Object.fromEntries(
      Object.keys(fields).map((name) => [name, given.get(name) ?? given.get(toCamelCase(name))]),
    );
  }, z.object(fields));
}

export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? "");

export const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

export const uint32 = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .pipe(z.number().int().min(0).max(0xffff_ffff))
  .nullish()
  .transform((value) => value ?? 0);

export const textMap = z
  .record(z.string(), z.string())
  .nullish()
  .transform((value) => value ?? {});

export function list<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .nullish()
    .transform((value) => value ?? []);
}

/** An enum by name or number; `names` in the order of their numbers, beginning with 0. */
export function enumeration<const Name extends string>(names: readonly [Name, ...Name[]]) {
  return z
    .union([z.string(), z.number().int()])
    .nullish()
    .transform((value) => names.find((name, number) => value === name || value === number) ?? names[0]);
}

function toCamelCase(name: string): string {
  return name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
