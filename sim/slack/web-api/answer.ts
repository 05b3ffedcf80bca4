/** What a method answers: `ok: true` with fields, or `ok: false` with Slack's error code. */
import { formatProblem, type Problem } from "../block-kit/rule.ts";

export interface Refusal {
  readonly ok: false;
  readonly error: string;
  readonly [field: string]: unknown;
}

export type Answer = { readonly ok: true; readonly [field: string]: unknown } | Refusal;

export type Checked<T> = { readonly ok: true; readonly value: T } | Refusal;

export const refuse = (error: string, fields: Record<string, unknown> = {}): Refusal => ({
  ok: false,
  error,
  ...fields,
});

/** A refusal that says what is wrong where, as Slack does for blocks and arguments. */
export function refuseWith(error: string, messages: readonly string[]): Refusal {
  return refuse(error, {
    errors: [...messages],
    response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
  });
}

export const refuseProblems = (error: string, problems: readonly Problem[]): Refusal =>
  refuseWith(error, problems.map(formatProblem));

/** What a refusal says is wrong, one sentence and JSON pointer each. */
export const problemsOf = ({ errors }: Refusal): readonly string[] =>
  Array.isArray(errors) ? errors.map(String) : [];
