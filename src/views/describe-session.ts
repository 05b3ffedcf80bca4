import type { AgentSession } from "../platforms/sessions.ts";
import { deploymentCode } from "./deployment-code.ts";
import { codeText } from "./escape-text.ts";
import { formatDate, formatDuration } from "./format-time.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";

/**
 * "*live* for 4 min 10 s · cold start, 9.8 s · on older deployment `3f2a91c0`". `current`: the deployment that new sessions get;
 * null where that is not known.
 */
export function describeSession(session: AgentSession, current: string | null, now: number): Mrkdwn {
  const { startedAt, completionStatus, deploymentId } = session;
  return joinMrkdwn([
    describeAge(session, now),
    startedAt === null ? null : mrkdwn`started ${formatDate(startedAt)}`,
    describeStart(session),
    deploymentId === null
      ? null
      : mrkdwn`${isOlder(session, current) ? mrkdwn`older deployment` : mrkdwn`deployment`} ${deploymentCode(deploymentId)}`,
    completionStatus === null || completionStatus === ""
      ? null
      : mrkdwn`completed with ${codeText(completionStatus)}`,
  ]);
}

/** It runs on, or ran on, a deployment that new sessions do not get any more. */
export const isOlder = ({ deploymentId }: AgentSession, current: string | null): boolean =>
  current !== null && deploymentId !== null && deploymentId !== current;

/** "*live* for 4 min 10 s", "ended after 3 min". */
export function describeAge(
  { startedAt, endedAt }: Pick<AgentSession, "startedAt" | "endedAt">,
  now: number,
): Mrkdwn {
  if (startedAt === null) return endedAt === null ? mrkdwn`*live*` : mrkdwn`ended`;
  return endedAt === null
    ? mrkdwn`*live* for ${formatDuration(now - startedAt)}`
    : mrkdwn`ended after ${formatDuration(endedAt - startedAt)}`;
}

/** "cold start, 9.8 s". */
function describeStart({ coldStart, botStartSeconds }: AgentSession): Mrkdwn | null {
  const kind = coldStart === null ? null : coldStart ? mrkdwn`cold start` : mrkdwn`warm start`;
  const took = botStartSeconds === null ? null : mrkdwn`${Math.round(botStartSeconds * 10) / 10} s`;
  if (kind === null) return took === null ? null : mrkdwn`up after ${took}`;
  return joinMrkdwn([kind, took], mrkdwn`, `);
}
