import type * as z from "zod";

/** For Hono's validator: what the schema makes of a value, or an answer that says that it is none. */
export function readBy<T>(schema: z.ZodType<T>) {
  return (value: unknown, c: { json(body: unknown, status: 400): Response }): T | Response => {
    const parsed = schema.safeParse(value);
    return parsed.success ? parsed.data : c.json({ error: "invalid_request" }, 400);
  };
}
