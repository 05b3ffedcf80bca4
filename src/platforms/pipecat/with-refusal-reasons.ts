import * as z from "zod/mini";
import type { Fetch } from "../call-json.ts";
import { readBodyText } from "../read-body-text.ts";
import { looseNumber, looseText } from "./lenient-fields.ts";

const MAX_REFUSAL_BYTES = 64 * 1024;
const MAX_ISSUES = 3;

const issueSchema = z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() });

const refusalSchema = z.object({
  error: looseText,
  message: looseText,
  code: looseText,
  /** Of a 400: the platform validates with zod, and its error may come along. */
  err: z.catch(z.optional(z.object({ issues: z.array(issueSchema) })), undefined),
  /** Of a 402, where the platform tells them. */
  limitCents: looseNumber,
  currentSpendCents: looseNumber,
});

/** The network whose refusals say in `error` what Pipecat says in fields of its own: which field is wrong, what is spent. */
export const withRefusalReasons =
  (fetch: Fetch): Fetch =>
  async (request) => {
    const response = await fetch(request);
    const { status } = response;
    if (status !== 400 && status !== 402) return response;
    const refusal = refusalSchema.safeParse(parseJson(await readBodyText(response, MAX_REFUSAL_BYTES)));
    return Response.json(refusal.success ? { error: explain(refusal.data) } : {}, { status });
  };

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

function explain({ error, message, code, err, ...cents }: z.infer<typeof refusalSchema>): string {
  const reasons = err ? describeIssues(err.issues) : describeSpending(code, cents);
  return [error ?? message, reasons].filter(Boolean).join(": ");
}

/** "maxSessionDuration: Number must be greater than or equal to 60; autoScaling.minAgents: Required" */
function describeIssues(issues: readonly z.infer<typeof issueSchema>[]): string {
  const shown = issues.slice(0, MAX_ISSUES).map(({ path, message }) => {
    const field = path.join(".");
    return field === "" ? message : `${field}: ${message}`;
  });
  const more = issues.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join("; ");
}

/** "SPEND_LIMIT_REACHED, $52.34 of $50.00" */
function describeSpending(
  code: string | null,
  { currentSpendCents, limitCents }: { currentSpendCents: number | null; limitCents: number | null },
): string {
  if (code !== "SPEND_LIMIT_REACHED") return "";
  if (limitCents === null) return code;
  const spent = currentSpendCents === null ? "limit" : `${formatDollars(currentSpendCents)} of`;
  return `${code}, ${spent} ${formatDollars(limitCents)}`;
}

const formatDollars = (cents: number): string => `$${(cents / 100).toFixed(2)}`;
