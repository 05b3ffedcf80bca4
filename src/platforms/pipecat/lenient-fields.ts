/** Fields of answers that we read if they are there: left out and null are the same, and read as null. */
import * as z from "zod/mini";
import { parseTime } from "../parse-time.ts";

const orNull = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.pipe(
    z.nullish(schema),
    z.transform((value) => value ?? null),
  );

export const lenientText = orNull(z.string());

/** For what nothing depends on: whatever is not as it should be reads as null. */
export const looseText = z.catch(lenientText, null);
export const looseNumber = z.catch(orNull(z.number()), null);

export const lenientFlag = orNull(z.boolean());

export const lenientNumber = orNull(z.number());

/** A Kubernetes quantity such as "500m", which is also written as a bare number: its text. */
export const lenientQuantity = z.pipe(
  z.nullish(z.union([z.string(), z.number()])),
  z.transform((quantity) => (quantity == null ? null : String(quantity))),
);

/** Milliseconds since 1970 from ISO 8601 text. */
export const lenientTime = z.pipe(z.nullish(z.string()), z.transform(parseTime));

export const lenientObject = <Shape extends z.core.$ZodShape>(shape: Shape) => orNull(z.object(shape));

/** Left out and null read as empty. */
export const lenientList = <Item extends z.ZodMiniType>(item: Item) =>
  z.pipe(
    z.nullish(z.array(item)),
    z.transform((items) => items ?? []),
  );
