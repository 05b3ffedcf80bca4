import type * as z from "zod";
import { numbered, type Refusal } from "../refusal.ts";

/** A refused query as the session routes answer it: the issues in the form of zod 3, which the platform runs. */
export function invalidQuery(error: z.core.$ZodError, query: Readonly<Record<string, string>>): Refusal {
  const issues = error.issues.map((issue) => {
    const received = query[String(issue.path[0])];
    if (issue.code !== "invalid_value") {
      return { received, code: issue.code, path: issue.path, message: issue.message };
    }
    const expected = issue.values.map((value) => `'${String(value)}'`).join(" | ");
    const message = `Invalid enum value. Expected ${expected}, received '${received}'`;
    return { received, code: "invalid_enum_value", options: issue.values, path: issue.path, message };
  });
  return numbered(400, "Invalid parameters", { issues, name: "ZodError" });
}
