import type { PlanBefore } from "../operations/change-plan.ts";
import { codeText, mentionUser } from "./escape-text.ts";
import { formatAgo, formatDate } from "./format-time.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { countWords, listWords } from "./word-lists.ts";

const REGIONS_SHOWN = 3;

/**
 * "Now: `us-east` and `eu-central` · 3 replicas · last deployed by @operator 26 min ago"; null: nothing is known. What
 * stays in the channel leaves `now` out, and gets the moment itself.
 */
export function describeBefore(before: PlanBefore, now: number | null = null): Mrkdwn | null {
  const { isUpdating, regions, replicas, lastDeployedAt, lastDeployedBy } = before;
  const by = lastDeployedBy === null ? mrkdwn`` : mrkdwn` by ${mentionUser(lastDeployedBy)}`;
  const facts = joinMrkdwn([
    regions.length === 0
      ? null
      : listWords(
          regions.map((region) => codeText(region)),
          "and",
          REGIONS_SHOWN,
        ),
    replicas === null ? null : countWords(replicas, "replica"),
    isUpdating ? mrkdwn`a roll-out is under way` : null,
    lastDeployedAt === null
      ? null
      : mrkdwn`last deployed${by} ${now === null ? formatDate(lastDeployedAt) : formatAgo(lastDeployedAt, now)}`,
  ]);
  return facts === "" ? null : mrkdwn`Now: ${facts}`;
}
