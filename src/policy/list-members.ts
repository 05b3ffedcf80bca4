import type { Directory } from "../commands/authorize.ts";

/** The people behind an entry of the policy: a person, a user group's or a channel's members. null: Slack did not say. */
export async function listMembers(entry: string, directory: Directory): Promise<readonly string[] | null> {
  if (/^[UW]/.test(entry)) return [entry];
  if (entry.startsWith("S")) return await directory.groupMembers(entry);
  return await directory.channelMembers(entry);
}
