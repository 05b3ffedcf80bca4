/**
 * Small rules out of which the Block Kit tables are built. A rule looks at a value and says what is wrong with it,
 * in the words and with the JSON pointers of Slack's own `response_metadata.messages`.
 */

export interface Problem {
  readonly message: string;
  readonly pointer: string;
}

export type Rule = (value: unknown, pointer: string) => readonly Problem[];

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Characters as people count them, not UTF-16 units. */
export const lengthOf = (text: string): number => [...text].length;

export const any: Rule = () => [];

export function string({ max = Number.POSITIVE_INFINITY, min = 1 } = {}): Rule {
  return (value, pointer) => {
    if (typeof value !== "string") return [{ message: "must provide a string", pointer }];
    const length = lengthOf(value);
    if (length < min) return [{ message: `must be more than ${min - 1} characters`, pointer }];
    if (length > max) return [{ message: `must be less than ${max + 1} characters`, pointer }];
    return [];
  };
}

export function matching(pattern: RegExp, what: string): Rule {
  return (value, pointer) =>
    typeof value === "string" && pattern.test(value) ? [] : [{ message: `must be ${what}`, pointer }];
}

export const boolean: Rule = (value, pointer) =>
  typeof value === "boolean" ? [] : [{ message: "must provide a boolean", pointer }];

export function number({ min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = {}): Rule {
  return (value, pointer) => {
    if (typeof value !== "number") return [{ message: "must provide a number", pointer }];
    if (value < min) return [{ message: `must be no less than ${min}`, pointer }];
    if (value > max) return [{ message: `must be no greater than ${max}`, pointer }];
    return [];
  };
}

export function oneOf(...allowed: readonly unknown[]): Rule {
  return (value, pointer) =>
    allowed.includes(value)
      ? []
      : [{ message: `must be a valid enum value: ${allowed.join(", ")}`, pointer }];
}

export function list(item: Rule, { min = 0, max = Number.POSITIVE_INFINITY } = {}): Rule {
  return (value, pointer) => {
    if (!Array.isArray(value)) return [{ message: "must provide an array", pointer }];
    if (value.length > max) return [{ message: `no more than ${max} items allowed`, pointer }];
    if (value.length < min) return [{ message: `no less than ${min} items allowed`, pointer }];
    return value.flatMap((entry, index) => item(entry, `${pointer}/${index}`));
  };
}

export interface ObjectShape {
  readonly required?: Readonly<Record<string, Rule>>;
  readonly optional?: Readonly<Record<string, Rule>>;
  /** What no single field shows. */
  readonly check?: (value: Record<string, unknown>, pointer: string) => readonly Problem[];
}

/** An object with exactly these fields: Slack refuses a message for one field too many. */
export function object({ required = {}, optional = {}, check }: ObjectShape): Rule {
  const fields: Record<string, Rule> = { ...required, ...optional };
  return (value, pointer) => {
    if (!isObject(value)) return [{ message: "must provide an object", pointer }];
    const missing = Object.keys(required)
      .filter((name) => value[name] === undefined)
      .map((name) => ({ message: `missing required field: ${name}`, pointer }));
    const present = Object.entries(value).filter(([, field]) => field !== undefined);
    const wrong = present.flatMap(([name, field]) => {
      const rule = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (!rule) return [{ message: `invalid additional property: ${name}`, pointer }];
      return rule(field, `${pointer}/${name}`);
    });
    return [...missing, ...wrong, ...(check?.(value, pointer) ?? [])];
  };
}

/** An object whose `type` chooses the rule. */
export function byType(rules: Readonly<Record<string, Rule>>): Rule {
  return (value, pointer) => {
    if (!isObject(value)) return [{ message: "must provide an object", pointer }];
    if (value.type === undefined) return [{ message: "missing required field: type", pointer }];
    const type = String(value.type);
    const rule = Object.hasOwn(rules, type) ? rules[type] : undefined;
    return rule
      ? rule(value, pointer)
      : [{ message: `unsupported type: ${type}`, pointer: `${pointer}/type` }];
  };
}

/** Slack reports a failed union at the union and at the field, in this order. */
export function union(rule: Rule): Rule {
  return (value, pointer) => {
    const problems = rule(value, pointer);
    if (problems.length === 0) return [];
    return [{ message: "failed to match all allowed schemas", pointer }, ...problems];
  };
}

export const formatProblem = ({ message, pointer }: Problem): string =>
  `${message} [json-pointer:${pointer}]`;
