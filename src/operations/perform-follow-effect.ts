import { succeed } from "../failure.ts";
import { fitLog } from "../views/fit-log.ts";
import { FOLLOWED_EXTENT } from "../views/render-follow.ts";
import type { FollowEvent, FollowOperation } from "./follow-operation.ts";
import { toTailOptions } from "./log-question.ts";
import type { EffectPorts } from "./operation-kind.ts";

/** What a phone shows without scrolling. */
const DEFAULT_LINES = 15;

/** One look at the newest lines, of which only what is shown is kept. */
export async function performFollowEffect(
  { agent, question, startedAt }: FollowOperation,
  { readLog }: Pick<EffectPorts, "readLog">,
): Promise<FollowEvent> {
  const lines = Math.min(question.lines ?? DEFAULT_LINES, FOLLOWED_EXTENT.lines);
  const result = await readLog(agent, toTailOptions(question, lines, startedAt));
  if (!result.ok) return { type: "looked", result };
  const { lines: newest, region, isAsleep } = result.value;
  return { type: "looked", result: succeed({ lines: fitLog(newest, FOLLOWED_EXTENT), region, isAsleep }) };
}
