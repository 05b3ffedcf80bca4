import { succeed } from "../failure.ts";
import { FOLLOWED_EXTENT } from "../views/render-follow.ts";
import { stampLog } from "../views/stamp-log.ts";
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
  const { region, isAsleep } = result.value;
  const { printed } = stampLog(result.value, FOLLOWED_EXTENT);
  return { type: "looked", result: succeed({ lines: printed, region, isAsleep }) };
}
