/** Does something in the world, as a person. */
import * as z from "zod";

const refusalSchema = z.object({ error: z.string() });

/** Answers by the schema. Throws an `Error` with a text for people when the world cannot be reached or refuses. */
export async function callWorld<T>(action: string, body: unknown, schema: z.ZodType<T>): Promise<T> {
  const response = await fetch(`/api/${action}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Error("Not sent: npm start does not answer.");
  });
  const answer: unknown = await response.json();
  if (response.ok) return schema.parse(answer);
  const refusal = refusalSchema.safeParse(answer);
  throw new Error(refusal.success ? refusal.data.error : `Not done (${response.status}).`);
}
