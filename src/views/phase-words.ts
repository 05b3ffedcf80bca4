import { escapeText } from "./escape-text.ts";
import { type Mrkdwn, mrkdwn } from "./mrkdwn.ts";

const WORDS: ReadonlyMap<string, Mrkdwn> = new Map([
  ["proposed", mrkdwn`is about to begin`],
  ["awaiting-approval", mrkdwn`is waiting for approval`],
  ["awaiting-values", mrkdwn`is waiting for the values of its secrets`],
  ["approved", mrkdwn`is approved`],
  ["executing", mrkdwn`is being carried out`],
  ["unsure", mrkdwn`is being checked, because the platform did not confirm it`],
  ["unproven", mrkdwn`is waiting for somebody to decide whether it is done again`],
  ["observing", mrkdwn`is being watched`],
  ["countdown", mrkdwn`is about to be rolled back`],
  ["succeeded", mrkdwn`is done`],
  ["unchanged", mrkdwn`is over, with nothing changed`],
  ["failed", mrkdwn`failed`],
  ["refused", mrkdwn`is over, with nothing changed`],
  ["rejected", mrkdwn`was rejected`],
  ["expired", mrkdwn`expired`],
  ["cancelled", mrkdwn`was cancelled`],
  ["superseded", mrkdwn`was overtaken by another change`],
  ["timed-out", mrkdwn`is over, out of time`],
  ["lost", mrkdwn`is over, with its outcome not known`],
]);

/** Where an operation stands, completing "it …". */
export function phaseWords(phase: string): Mrkdwn {
  return WORDS.get(phase) ?? mrkdwn`is ${escapeText(phase) || mrkdwn`somewhere else`}`;
}
