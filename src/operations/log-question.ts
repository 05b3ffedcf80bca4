import * as z from "zod/mini";
import type { LogTailOptions, LogType } from "../platforms/log-tail.ts";

/** What is asked of an agent's log: all that a button needs in order to ask it again. null: not asked for. */
export interface LogQuestion {
  readonly type: LogType;
  readonly lines: number | null;
  /** How far back. */
  readonly sinceMs: number | null;
  /** Plain text, in any case. */
  readonly grep: string | null;
  readonly session: string | null;
  readonly deployment: string | null;
}

export const LOG_TYPES = ["deploy", "build"] as const satisfies readonly LogType[];

export const logQuestionSchema: z.ZodMiniType<LogQuestion> = z.object({
  type: z.enum(LOG_TYPES),
  lines: z.nullable(z.number()),
  sinceMs: z.nullable(z.number()),
  grep: z.nullable(z.string()),
  session: z.nullable(z.string()),
  deployment: z.nullable(z.string()),
});

/** The question as a platform is asked it, at most `lines`. */
export function toTailOptions(question: LogQuestion, lines: number, now: number): LogTailOptions {
  const { type, sinceMs, grep, session, deployment } = question;
  return {
    lines,
    type,
    grep,
    since: sinceMs === null ? null : now - sinceMs,
    sessionId: session,
    deploymentId: deployment,
  };
}
