import type * as z from "zod";
import { badRequest, numbered, type Refusal } from "../refusal.ts";

/** A refused query as the session routes answer it. */
export const invalidQuery = (error: z.core.$ZodError, query: unknown): Refusal =>
  numbered(400, "Invalid parameters", describeError(error, query));

/** A refused body as the agent routes answer it; that the issues come along is documented for other routes only. */
export function invalidBody(error: z.core.$ZodError, given: unknown): Refusal {
  const { status, body } = badRequest("Invalid parameters");
  return { status, body: { ...body, err: describeError(error, given) } };
}

/** The issues in the form of zod 3, which the platform runs. */
function describeError(error: z.core.$ZodError, given: unknown): object {
  const issues = error.issues.map((issue) => {
    const { code, path, message } = issue;
    const received = path.reduce<unknown>(readField, given);
    if (issue.code !== "invalid_value") return { received, code, path, message };
    const expected = issue.values.map((value) => `'${String(value)}'`).join(" | ");
    return {
      received,
      code: "invalid_enum_value",
      options: issue.values,
      path,
      message: `Invalid enum value. Expected ${expected}, received '${String(received)}'`,
    };
  });
  return { issues, name: "ZodError" };
}

const readField = (value: unknown, key: PropertyKey): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
