import { escapeText } from "./escape-text.ts";
import { type Mrkdwn, mrkdwn } from "./mrkdwn.ts";

const WORDS: ReadonlyMap<string, Mrkdwn> = new Map([
  ["proposed", mrkdwn`about to begin`],
  ["awaiting-approval", mrkdwn`waiting for approval`],
  ["approved", mrkdwn`approved`],
  ["executing", mrkdwn`being carried out`],
  ["unsure", mrkdwn`being checked, because the platform did not confirm it`],
  ["unproven", mrkdwn`waiting for somebody to decide whether it is done again`],
  ["observing", mrkdwn`being watched`],
  ["countdown", mrkdwn`about to be rolled back`],
  ["succeeded", mrkdwn`done`],
  ["unchanged", mrkdwn`over, with nothing changed`],
  ["failed", mrkdwn`failed`],
  ["refused", mrkdwn`over, with nothing changed`],
  ["rejected", mrkdwn`rejected`],
  ["expired", mrkdwn`expired`],
  ["cancelled", mrkdwn`cancelled`],
  ["superseded", mrkdwn`overtaken by another change`],
  ["timed-out", mrkdwn`over, out of time`],
  ["lost", mrkdwn`over, with its outcome not known`],
]);

/** Where an operation stands, completing "it is …". */
export function phaseWords(phase: string): Mrkdwn {
  return WORDS.get(phase) ?? (escapeText(phase) || mrkdwn`somewhere else`);
}
