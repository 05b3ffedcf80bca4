/** The kinds of values that several commands take: agents, projects, pages, reasons. */
import * as z from "zod/mini";

const CONTROL_CHARACTER = /[\p{Cc}\u2028\u2029]/u;

/** What a person writes for others to read; longer ones belong into the thread. */
export const MAX_REASON_LENGTH = 300;

export const agent = {
  placeholder: "agent",
  summary: "`name`, `project/name` or an id",
  schema: z.string().check(z.minLength(1), z.maxLength(300)),
  expected: "the name of an agent, `project/name`, or an id",
} as const;
export const agentId = {
  kind: "argument",
  placeholder: "agent-id",
  summary: "the agent by its id, as in `lk`",
} as const;
export const project = {
  kind: "value",
  placeholder: "project",
  summary: "only this project",
  schema: z.string().check(z.minLength(1), z.maxLength(100)),
  expected: "the name of a project",
} as const;
export const json = { kind: "switch", summary: "the answer as JSON" } as const;
export const page = {
  kind: "value",
  placeholder: "n",
  summary: "a further page of a long answer",
  schema: z.pipe(z.string().check(z.regex(/^[1-9]\d{0,3}$/)), z.transform(Number)),
  expected: "a page number from 1 up",
} as const;
export const room = {
  placeholder: "room",
  summary: "the LiveKit room",
  schema: z.string().check(
    z.minLength(1),
    z.maxLength(256),
    z.refine((text) => !CONTROL_CHARACTER.test(text)),
  ),
  expected: "the name of a room: 1 to 256 characters, no line breaks or control characters",
} as const;
export const sessionId = {
  kind: "value",
  placeholder: "id",
  schema: z.string().check(z.regex(/^[\w.:-]{1,100}$/)),
  expected: "the id of a session",
} as const;
export const reason = {
  kind: "value",
  placeholder: "text",
  summary: "why, for who approves and for the audit log",
  schema: z.string().check(z.trim(), z.minLength(1), z.maxLength(MAX_REASON_LENGTH)),
  expected: `a text of 1 to ${MAX_REASON_LENGTH} characters`,
} as const;
export const version = {
  kind: "value",
  placeholder: "version",
  summary: "an earlier version or deployment; by default the one before",
  schema: z.string().check(z.regex(/^[\w.:+-]{1,100}$/)),
  expected: "a version such as `20250809003117`, or the id of a deployment",
} as const;
export const deploymentName = {
  kind: "value",
  placeholder: "name",
  schema: z.string().check(z.regex(/^[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/)),
  expected: "the name of a deployment: letters, digits, `-`, `_` and `.`, at most 63",
} as const;

const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** "30m", "2h", "7d" → milliseconds. */
export const duration = {
  kind: "value",
  placeholder: "30m|2h|7d",
  schema: z.pipe(
    z.string().check(z.regex(/^[1-9]\d{0,3}[mhd]$/)),
    z.transform((text) => Number(text.slice(0, -1)) * (UNIT_MS[text.slice(-1)] ?? 0)),
  ),
  expected: "a time such as `30m`, `2h` or `7d`",
} as const;

/** A whole number within bounds. */
export const count = (min: number, max: number) =>
  z.pipe(
    z.string().check(
      z.regex(/^\d{1,6}$/),
      z.refine((text) => Number(text) >= min && Number(text) <= max),
    ),
    z.transform(Number),
  );

export const required = <T>(spec: T) => ({ ...spec, required: true }) as const;
export const optional = <T>(spec: T) => ({ ...spec, required: false }) as const;

/** What asks and changes nothing. */
export const read = { aliases: [], changes: false, needs: "viewer" } as const;
