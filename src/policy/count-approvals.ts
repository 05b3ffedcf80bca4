/** Whether the approvals that there are suffice. People count, not presses. */
import type { Approval, ApprovalRule } from "./approval-rule.ts";

export interface ApprovalCount {
  /** How many people approved. */
  readonly given: number;
  /** Entries of `fromEach` that still wait for somebody, each for a person of its own. */
  readonly missing: readonly string[];
  readonly isEnough: boolean;
}

/** Somebody who is in two groups stands for one of them, whichever helps most. */
export function countApprovals(
  rule: Pick<ApprovalRule, "approvals" | "fromEach">,
  approvals: readonly Pick<Approval, "by" | "entries">[],
): ApprovalCount {
  const people = new Map<string, Set<string>>();
  for (const { by, entries } of approvals) people.set(by, new Set([...(people.get(by) ?? []), ...entries]));
  const standsFor = new Map<string, string>();
  const missing = rule.fromEach.filter((entry) => !findPerson(entry, people, standsFor, new Set()));
  const given = people.size;
  return { given, missing, isEnough: given >= rule.approvals && missing.length === 0 };
}

/** Lets a person stand for `entry`; one who stands for another already gives way if somebody else can do that. */
function findPerson(
  entry: string,
  people: ReadonlyMap<string, ReadonlySet<string>>,
  standsFor: Map<string, string>,
  asked: Set<string>,
): boolean {
  for (const [person, entries] of people) {
    if (!entries.has(entry) || asked.has(person)) continue;
    asked.add(person);
    const other = standsFor.get(person);
    if (other === undefined || findPerson(other, people, standsFor, asked)) {
      standsFor.set(person, entry);
      return true;
    }
  }
  return false;
}
