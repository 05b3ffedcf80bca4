/** A change as it is stored: checked when it is read back, because an older version may have written it. */
import * as z from "zod/mini";
import { CHANGE_PHASES, type ChangeOperation } from "./change-operation.ts";

/** We wrote it ourselves, whole; what is checked is that this version knows the state and finds its way from there. */
const essentialSchema = z.object({
  kind: z.literal("change"),
  id: z.string(),
  phase: z.string().check(z.refine((phase) => Object.hasOwn(CHANGE_PHASES, phase))),
  phaseSince: z.number(),
  request: z.object({
    agent: z.object({ project: z.string(), id: z.string(), name: z.string() }),
    asked: z.object({ verb: z.string() }),
  }),
  plan: z.object({ call: z.object({ kind: z.string() }), basis: z.string() }),
  planDigest: z.string(),
  approvals: z.array(z.object({ by: z.string() })),
  calls: z.number(),
});
const changeOperationSchema = z.custom<ChangeOperation>((value) => essentialSchema.safeParse(value).success);

/** What the version before did not know of. */
const NEWER = {
  skippedLock: null,
  failedAt: null,
  work: null,
  run: null,
  ranAt: null,
  suppliedAt: null,
  otherSessions: null,
};

export const parseChangeRecord = (record: unknown): ChangeOperation => ({
  ...NEWER,
  ...changeOperationSchema.parse(record),
});
