/** Fields of answers that we read if they are there: left out and null are the same, and read as null. */
import * as z from "zod/mini";
import { parseTime } from "../parse-time.ts";

const orNull = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.pipe(
    z.nullish(schema),
    z.transform((value) => value ?? null),
  );

export const lenientText = orNull(z.string());

export const lenientFlag = orNull(z.boolean());

export const lenientNumber = orNull(z.number());

/** Milliseconds since 1970 from ISO 8601 text. */
export const lenientTime = z.pipe(z.nullish(z.string()), z.transform(parseTime));

export const lenientObject = <Shape extends z.core.$ZodShape>(shape: Shape) => orNull(z.object(shape));

/** Left out and null read as empty. */
export const lenientList = <Item extends z.ZodMiniType>(item: Item) =>
  z.pipe(
    z.nullish(z.array(item)),
    z.transform((items) => items ?? []),
  );
