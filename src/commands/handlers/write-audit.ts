import type { AuditEntry } from "../../operations/audit-entry.ts";
import type { CommandContext } from "../command-context.ts";

/** What an entry is about; who, when and by which door is known from the asking. */
export type AuditedFact = Pick<AuditEntry, "event" | "verb" | "project" | "agentId" | "agentName"> &
  Partial<AuditEntry>;

/** Writes down what was decided outside of an operation. The same key again is the same entry. */
export function writeAudit(
  key: string,
  fact: AuditedFact,
  { deps, asking, workspace }: CommandContext,
): Promise<void> {
  return workspace.appendAudit(key, {
    at: deps.now(),
    actor: asking.actor.userId,
    door: asking.door,
    class: "normal",
    operationId: null,
    command: null,
    rule: null,
    planDigest: null,
    outcome: null,
    comment: null,
    ...fact,
  });
}
