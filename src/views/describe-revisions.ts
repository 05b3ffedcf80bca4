/** What Pipecat Cloud is doing with the newest deployment of an agent, in a few lines. */
import type { PipecatAgentStatus, PipecatRevision } from "../platforms/port.ts";
import { deploymentCode } from "./deployment-code.ts";
import { codeText, escapeText } from "./escape-text.ts";
import { exitWords } from "./exit-words.ts";
import { formatDuration } from "./format-time.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { replicaWords } from "./replica-words.ts";
import { countWords } from "./word-lists.ts";

type RevisionHealth = NonNullable<PipecatRevision["health"]>;

const OUTPUT_LENGTH = 300;

export function describeRevisions(status: PipecatAgentStatus, now: number): readonly Mrkdwn[] {
  const { current, previous, scaling } = status;
  const lines = [
    describeWaiting(status),
    ...status.errors.map(describeError),
    current && describeCurrent(current, scaling, now),
    describeOutput(status),
    current?.infrastructureIssue
      ? mrkdwn`Pipecat Cloud reports a fault of its own infrastructure; its support can help.`
      : null,
    previous && describePrevious(previous),
  ];
  return lines.filter((line) => line !== null);
}

/** The platform accepts a deployment at once and works on it later; between the two nothing else is to be seen. */
function describeWaiting(status: PipecatAgentStatus): Mrkdwn | null {
  const { desiredDeploymentId: desired, reconciledDeploymentId: reconciled, ready } = status;
  if (desired === null || desired === reconciled || (reconciled === null && ready)) return null;
  const last =
    reconciled === null ? mrkdwn`none so far` : mrkdwn`the last one was ${deploymentCode(reconciled)}`;
  return mrkdwn`Pipecat Cloud has not picked up deployment ${deploymentCode(desired)} yet, ${last}.`;
}

function describeCurrent(
  revision: PipecatRevision,
  scaling: PipecatAgentStatus["scaling"],
  now: number,
): Mrkdwn {
  const { health, phaseStartedAt } = revision;
  const since = phaseStartedAt === null ? null : mrkdwn`for ${formatDuration(now - phaseStartedAt)}`;
  const phase = joinMrkdwn(
    [mrkdwn`Revision ${deploymentCode(revision.deploymentId)} has been *${phaseWord(revision)}*`, since],
    mrkdwn` `,
  );
  return joinMrkdwn([
    phase,
    mrkdwn`${replicaWords(revision.readyReplicas, scaling)} ready`,
    (health && describeReasons(health)) || null,
    health === null ? null : mrkdwn`restarts ${health.restarts}`,
    health === null || health.lastExitCode === null ? null : exitWords(health.lastExitCode),
  ]);
}

/** `CrashLoopBackOff`, and under it the cause of the last end: `OOMKilled`. */
function describeReasons({ state, reason, lastTerminationReason }: RevisionHealth): Mrkdwn {
  const words = [state, reason, lastTerminationReason].filter((word) => word !== null);
  return joinMrkdwn(
    [...new Set(words)].filter((word) => word !== "").map((word) => codeText(word)),
    mrkdwn`, `,
  );
}

/** The last line says what went wrong; the rest of a traceback says where. An error may have said it already. */
function describeOutput({ current, errors }: PipecatAgentStatus): Mrkdwn | null {
  const lines = current?.health?.message?.split(/[\r\n]+/) ?? [];
  const last = lines.findLast((line) => line.trim() !== "")?.trim();
  return last === undefined || errors.some(({ message }) => message.includes(last))
    ? null
    : codeText(last, OUTPUT_LENGTH);
}

function describeError({ code, message }: PipecatAgentStatus["errors"][number]): Mrkdwn {
  return joinMrkdwn([
    code === "" ? null : codeText(code),
    message === "" ? mrkdwn`no message` : codeText(message, OUTPUT_LENGTH),
  ]);
}

function describePrevious(revision: PipecatRevision): Mrkdwn {
  const ready = mrkdwn`${countWords(revision.readyReplicas, "replica")} ready`;
  return mrkdwn`The one before, ${deploymentCode(revision.deploymentId)}, is *${phaseWord(revision)}* with ${ready}.`;
}

const phaseWord = (revision: PipecatRevision): Mrkdwn =>
  escapeText(revision.phase) || mrkdwn`in an unnamed phase`;
