import type { AgentStatus } from "../platforms/port.ts";
import { codeText, escapeText } from "./escape-text.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { listWords } from "./word-lists.ts";

/** Why an agent is as it is, in the platform's own words: "CrashLoop in us-east", "Validating, ImagePullBackOff". */
export function describeTrouble(status: AgentStatus): Mrkdwn {
  if (status.platform === "livekit") {
    const rows = status.regions.filter(({ health }) => health === status.health);
    const places = rows.map(
      (row) => mrkdwn`${escapeText(row.status) || mrkdwn`no status`} in ${codeText(row.region)}`,
    );
    return places.length === 0 ? mrkdwn`no region` : listWords(places, "and", 3);
  }
  const { current, errors, available } = status;
  const reason = errors[0]?.code || current?.health?.reason || null;
  return joinMrkdwn(
    [
      current && current.phase !== "" ? escapeText(current.phase) : mrkdwn`no revision`,
      reason === null ? null : codeText(reason),
      available ? mrkdwn`still takes calls` : mrkdwn`takes no calls`,
    ],
    mrkdwn`, `,
  );
}
