import * as z from "zod/mini";
import type { RoleTable } from "./authorize.ts";
import { ROLES } from "./command-spec.ts";

const idsSchema = z._default(z.array(z.string().check(z.regex(/^([UWS][A-Z0-9]+|\*)$/))), []);
const rolesSchema = z.strictObject({
  viewer: idsSchema,
  operator: idsSchema,
  approver: idsSchema,
  admin: idsSchema,
});

/** Reads the table [vars.ROLES]. null when it has problems, which are added to `problems`, each with its remedy. */
export function parseRoles(
  value: unknown,
  problems: { readonly key: string; readonly remedy: string }[],
): RoleTable | null {
  const parsed = rolesSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const keys = new Set(parsed.error.issues.map((issue) => ["ROLES", ...issue.path.slice(0, 1)].join(".")));
  for (const key of keys) {
    problems.push({
      key,
      remedy: `under [vars.ROLES] list ids (U…, W…, S…) or "*" for ${ROLES.join(", ")}`,
    });
  }
  return null;
}
