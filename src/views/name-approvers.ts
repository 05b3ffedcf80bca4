import { mentionChannel, mentionGroup, mentionUser } from "./escape-text.ts";
import { type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { listWords } from "./word-lists.ts";

/** What an id of a user group looks like. */
const GROUP = /^S[A-Z0-9]/;
const CHANNEL = /^[CG][A-Z0-9]/;
const SHOWN = 8;

/**
 * "@admin, @approver or @oncall": the entries of a rule. A message in a channel calls every group of it when it is
 * posted; an answer that one person sees, or a message that is edited, calls nobody.
 */
export function nameApprovers(entries: readonly string[]): Mrkdwn {
  return listWords(entries.map(nameApprover), "or", SHOWN);
}

/** "one of @leads and a member of #ops": somebody of each. */
export function nameOneOfEach(entries: readonly string[]): Mrkdwn {
  return listWords(
    entries.map((entry) => (GROUP.test(entry) ? mrkdwn`one of ${nameApprover(entry)}` : nameApprover(entry))),
    "and",
    SHOWN,
  );
}

function nameApprover(entry: string): Mrkdwn {
  if (CHANNEL.test(entry)) return mrkdwn`a member of ${mentionChannel(entry)}`;
  return GROUP.test(entry) ? mentionGroup(entry) : mentionUser(entry);
}
