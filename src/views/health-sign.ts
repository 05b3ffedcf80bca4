import type { Health } from "../platforms/port.ts";
import { type Mrkdwn, mrkdwn } from "./mrkdwn.ts";

/** The sign of each colour and its word: never one without something that says the same in letters. */
export const HEALTH_SIGNS: Readonly<Record<Health, { readonly sign: Mrkdwn; readonly word: Mrkdwn }>> = {
  failed: { sign: mrkdwn`🔴`, word: mrkdwn`failed` },
  working: { sign: mrkdwn`🔵`, word: mrkdwn`working` },
  unknown: { sign: mrkdwn`⚪`, word: mrkdwn`unknown` },
  asleep: { sign: mrkdwn`🌙`, word: mrkdwn`asleep` },
  healthy: { sign: mrkdwn`🟢`, word: mrkdwn`healthy` },
};

/** Just the sign, where the words are next to it. */
export function healthSign(health: Health): Mrkdwn {
  return HEALTH_SIGNS[health].sign;
}
