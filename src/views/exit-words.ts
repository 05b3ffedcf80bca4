import { type Mrkdwn, mrkdwn } from "./mrkdwn.ts";

/** How a program ended: "last exit 1". 137 is the signal that the kernel kills with. */
export function exitWords(code: number): Mrkdwn {
  return code === 137 ? mrkdwn`last exit 137 (killed, mostly for lack of memory)` : mrkdwn`last exit ${code}`;
}
