import type { SecretValues } from "./change.ts";

/** The value of a secret that is to be written. Throws without one: that is our mistake, and nothing must be called. */
export function requireValue(values: SecretValues, name: string): string {
  const value = values.get(name);
  if (value === undefined || value === "") throw new Error("a secret that is to be written has no value");
  return value;
}
