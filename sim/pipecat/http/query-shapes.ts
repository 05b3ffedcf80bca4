import * as z from "zod";

/** A Unix time in a query, in milliseconds. Seconds or milliseconds is not documented: told apart by their size. */
export const unixTimeSchema = z
  .string()
  .regex(/^\d+$/)
  .transform((digits) => {
    const time = Number(digits);
    return time < 100_000_000_000 ? time * 1_000 : time;
  });

/** A page of a list: the platform's default is 10 entries from the first. */
export const pageShape = {
  limit: z.coerce.number().int().min(1).default(10),
  offset: z.coerce.number().int().min(0).default(0),
};
