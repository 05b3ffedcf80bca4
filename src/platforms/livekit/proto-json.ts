/**
 * Protobuf messages in the JSON that Twirp servers send: names in snake_case or camelCase, zero values present, left
 * out or null, int64 as text, enums by name or number. Read tolerantly: what is missing is zero.
 */
import * as z from "zod/mini";
import { parseTime } from "../parse-time.ts";

/** A message. Only its own field names are normalised, to camelCase: keys of map fields are data and stay as they are. */
export const protoMessage = <Shape extends z.core.$ZodShape>(shape: Shape) =>
  z.pipe(z.transform(normaliseFieldNames), z.object(shape));

/**
 * A whole answer: a message that is there. Since nothing in a message is required, JSON from somebody else (a proxy,
 * a wrong address) would pass for an empty answer; so one that says something must say at least one thing we know.
 */
export const protoAnswer = <Shape extends z.core.$ZodShape>(shape: Shape) =>
  z.pipe(z.unknown().check(z.refine((answer) => isAnswer(answer, shape))), protoMessage(shape));

/** An id, without which nothing can be done. */
export const protoId = z.string().check(z.minLength(1));

export const protoString = orZero(z.string(), "");

export const protoBool = orZero(z.boolean(), false);

export const protoInt32 = orZero(z.int(), 0);

/** As a number it may have lost its last digits to JSON on the way; nothing read here needs them. */
export const protoInt64 = z.pipe(
  z.nullish(
    z.union([z.string().check(z.regex(/^-?\d{1,19}$/)), z.number().check(z.refine(Number.isInteger))]),
  ),
  z.transform((count) => BigInt(count ?? 0)),
);

/** Milliseconds since 1970; null when unset. */
export const protoTimestamp = z.pipe(z.nullish(z.string()), z.transform(parseTime));

export const protoMap = z.pipe(
  z.nullish(z.record(z.string(), z.string())),
  z.transform((map): Readonly<Record<string, string>> => map ?? {}),
);

export const protoList = <Item extends z.ZodMiniType>(item: Item) =>
  z.pipe(
    z.nullish(z.array(item)),
    z.transform((items) => items ?? []),
  );

/** The name of an enum value; `names` are by number, from 0. A number that has no name stays a number, as text. */
export const protoEnum = (names: readonly string[]) =>
  z.pipe(
    z.nullish(z.union([z.string(), z.int()])),
    z.transform((value) => (typeof value === "string" ? value : (names[value ?? 0] ?? String(value)))),
  );

/** What is missing is the type's zero. */
function orZero<Schema extends z.ZodMiniType>(schema: Schema, zero: z.infer<Schema>) {
  return z.pipe(
    z.nullish(schema),
    z.transform((value) => value ?? zero),
  );
}

/** A message that was left out is an empty one. */
function normaliseFieldNames(message: unknown): unknown {
  if (message === undefined || message === null) return {};
  if (typeof message !== "object" || Array.isArray(message)) return message;
  return Object.fromEntries(Object.entries(message).map(([name, value]) => [toCamelCase(name), value]));
}

function isAnswer(answer: unknown, shape: z.core.$ZodShape): boolean {
  if (typeof answer !== "object" || answer === null) return false;
  const names = Object.keys(answer).map(toCamelCase);
  return names.length === 0 || names.some((name) => Object.hasOwn(shape, name));
}

const toCamelCase = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
