/** By which entries of a rule a person is an approver, looked up now. */
import type { Directory } from "../commands/authorize.ts";
import type { ApprovalRule } from "./approval-rule.ts";
import { listMembers } from "./list-members.ts";

export type EntriesOutcome =
  | { readonly entries: readonly string[] }
  /** Slack did not say enough to tell. */
  | { readonly unavailable: true };

/**
 * A match suffices where Slack is silent about other entries, unless the rule wants one from each of them: an approval
 * is written down once, and one that lacks an entry would never count for it.
 */
export async function listApproverEntries(
  { approvers, fromEach }: Pick<ApprovalRule, "approvers" | "fromEach">,
  userId: string,
  directory: Directory,
): Promise<EntriesOutcome> {
  const entries = [...new Set([...approvers, ...fromEach])];
  const crowds = await Promise.all(
    entries.map(async (entry) => ({ entry, members: await listMembers(entry, directory) })),
  );
  const matched = crowds.filter(({ members }) => members?.includes(userId)).map(({ entry }) => entry);
  const silent = crowds.filter(({ members }) => members === null).map(({ entry }) => entry);
  const isOpen = matched.length === 0 ? silent.length > 0 : silent.some((entry) => fromEach.includes(entry));
  return isOpen ? { unavailable: true } : { entries: matched };
}
