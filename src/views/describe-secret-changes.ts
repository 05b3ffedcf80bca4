/** Which secrets a plan writes and removes: names, grouped, since there may be many. */
import type { PlannedChange } from "../operations/change-plan.ts";
import { codeText } from "./escape-text.ts";
import { type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { listWords } from "./word-lists.ts";

const NAMES_SHOWN = 12;
const NAME_LENGTH = 60;

/** "adds `A` and `B`", "replaces `C`", "removes `D`". */
export function describeSecretChanges(changes: readonly PlannedChange[]): readonly Mrkdwn[] {
  const secrets = changes.filter(({ what }) => what === "secret");
  const groups: readonly [Mrkdwn, readonly PlannedChange[]][] = [
    [mrkdwn`adds`, secrets.filter(({ before }) => before === null)],
    [mrkdwn`replaces`, secrets.filter(({ before, after }) => before !== null && after !== null)],
    [mrkdwn`removes`, secrets.filter(({ after }) => after === null)],
  ];
  return groups
    .filter(([, members]) => members.length > 0)
    .map(([act, members]) => mrkdwn`${act} ${listWords(members.map(nameSecret), "and", NAMES_SHOWN)}`);
}

const nameSecret = ({ before, after }: PlannedChange): Mrkdwn => codeText(after ?? before ?? "", NAME_LENGTH);
