/** Counting and listing in words. */
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";

const NOUNS = {
  agent: { one: mrkdwn`agent`, many: mrkdwn`agents` },
  build: { one: mrkdwn`build`, many: mrkdwn`builds` },
  caller: { one: mrkdwn`caller`, many: mrkdwn`callers` },
  approval: { one: mrkdwn`approval`, many: mrkdwn`approvals` },
  deployment: { one: mrkdwn`deployment`, many: mrkdwn`deployments` },
  dispatch: { one: mrkdwn`dispatch`, many: mrkdwn`dispatches` },
  instance: { one: mrkdwn`instance`, many: mrkdwn`instances` },
  job: { one: mrkdwn`job`, many: mrkdwn`jobs` },
  "likely secret": { one: mrkdwn`likely secret`, many: mrkdwn`likely secrets` },
  line: { one: mrkdwn`line`, many: mrkdwn`lines` },
  "live session": { one: mrkdwn`live session`, many: mrkdwn`live sessions` },
  other: { one: mrkdwn`other`, many: mrkdwn`others` },
  project: { one: mrkdwn`project`, many: mrkdwn`projects` },
  region: { one: mrkdwn`region`, many: mrkdwn`regions` },
  replica: { one: mrkdwn`replica`, many: mrkdwn`replicas` },
  room: { one: mrkdwn`room`, many: mrkdwn`rooms` },
  secret: { one: mrkdwn`secret`, many: mrkdwn`secrets` },
  session: { one: mrkdwn`session`, many: mrkdwn`sessions` },
  setting: { one: mrkdwn`setting`, many: mrkdwn`settings` },
  time: { one: mrkdwn`time`, many: mrkdwn`times` },
  version: { one: mrkdwn`version`, many: mrkdwn`versions` },
} as const;

/** "1 agent", "3 agents". */
export function countWords(count: number, noun: keyof typeof NOUNS): Mrkdwn {
  return mrkdwn`${count} ${count === 1 ? NOUNS[noun].one : NOUNS[noun].many}`;
}

/** "a, b and c"; beyond `max` of them "a, b, c … and 7 more". */
export function listWords(words: readonly Mrkdwn[], conjunction: "and" | "or" = "and", max = 5): Mrkdwn {
  if (words.length > max) {
    return mrkdwn`${joinMrkdwn(words.slice(0, max), mrkdwn`, `)} … and ${words.length - max} more`;
  }
  const last = words.at(-1);
  if (last === undefined || words.length === 1) return last ?? mrkdwn``;
  const link = conjunction === "and" ? mrkdwn` and ` : mrkdwn` or `;
  return mrkdwn`${joinMrkdwn(words.slice(0, -1), mrkdwn`, `)}${link}${last}`;
}
