import type { Progress, Trouble } from "../operations/assessment.ts";
import { codeText, escapeText } from "./escape-text.ts";
import { exitWords } from "./exit-words.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";

const LINE_LENGTH = 300;
const BAR_LENGTH = 10;

/** "`CrashLoopBackOff` in `us-east` · last exit 1 · restarts 12", and as a second line the last of the output. */
export function describeChangeTrouble({
  reason,
  exitCode,
  restarts,
  lastLine,
  where,
}: Trouble): readonly Mrkdwn[] {
  const facts = joinMrkdwn([
    mrkdwn`${codeText(reason)}${where === null ? mrkdwn`` : mrkdwn` in ${codeText(where)}`}`,
    exitCode === null ? null : exitWords(exitCode),
    restarts === null || restarts === 0 ? null : mrkdwn`restarts ${restarts}`,
  ]);
  return lastLine === null || lastLine.trim() === "" ? [facts] : [facts, codeText(lastLine, LINE_LENGTH)];
}

/** How far it is; null where that is but the word that `trouble` says anyway. */
export function describeFurther(progress: Progress, trouble: Trouble | null): Mrkdwn | null {
  const isSaid = progress.ready === null && progress.word === trouble?.reason;
  return isSaid ? null : describeProgress(progress);
}

/** "▰▰▱▱ 2 of 4 ready · Validating"; `are` is what they are, where that is another word. */
export function describeProgress({ word, ready }: Progress, are?: Mrkdwn): Mrkdwn {
  const count = ready && ready.of > 0 ? ready : null;
  const state = are ?? (count?.what === "ended" ? mrkdwn`ended` : mrkdwn`ready`);
  return joinMrkdwn([
    count && mrkdwn`${drawBar(count)} ${count.count} of ${count.of} ${state}`,
    escapeText(word) || (count ? null : mrkdwn`no word on it yet`),
  ]);
}

function drawBar({ count, of }: { readonly count: number; readonly of: number }): Mrkdwn {
  const length = Math.min(of, BAR_LENGTH);
  const full = Math.floor((count * length) / of);
  const cells = Array.from({ length }, (_, index) => (index < full ? mrkdwn`▰` : mrkdwn`▱`));
  return joinMrkdwn(cells, mrkdwn``);
}
