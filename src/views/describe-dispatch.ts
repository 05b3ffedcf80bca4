/** The first lines of a dispatch's card: what is the case, and what follows from it. */
import type { Failure } from "../failure.ts";
import type { Health, JobStatus } from "../platforms/port.ts";
import type { DispatchCard } from "./dispatch-card.ts";
import { boldText, codeText } from "./escape-text.ts";
import { explainFailure } from "./explain-failure.ts";
import { formatDuration } from "./format-time.ts";
import { type Mrkdwn, mrkdwn } from "./mrkdwn.ts";

export interface DispatchWords {
  readonly health: Health;
  /** A sentence, without its full stop. */
  readonly sentence: Mrkdwn;
  /** What follows from it; null when nothing does. */
  readonly consequence: Mrkdwn | null;
}

const ERROR_LENGTH = 300;
const SERVICE = mrkdwn`LiveKit Cloud`;

export function describeDispatch(card: DispatchCard, now: number): DispatchWords {
  const agent = boldText(card.agentName);
  const room = codeText(card.room);
  const took = formatDuration(("endedAt" in card ? card.endedAt : now) - card.startedAt);
  switch (card.phase) {
    case "sending":
      return {
        health: "working",
        sentence: mrkdwn`Sending ${agent} to ${room} … (${took})`,
        consequence: null,
      };
    case "unsure":
      return {
        health: "working",
        sentence: mrkdwn`Sending ${agent} to ${room} … not confirmed by ${SERVICE}, looking before I send again (${took})`,
        consequence: null,
      };
    case "waiting":
      return {
        health: "working",
        sentence: mrkdwn`Sending ${agent} to ${room} … accepted, ${describeWait(card.job)} (${took})`,
        consequence: null,
      };
    case "joined":
      return {
        health: "healthy",
        sentence: mrkdwn`${agent} joined ${room} after ${took}`,
        consequence: null,
      };
    case "failed":
      return {
        health: "failed",
        sentence: mrkdwn`${agent} failed before it joined ${room}`,
        consequence:
          card.error === ""
            ? mrkdwn`Its job gave no reason; the log of the agent may have one.`
            : mrkdwn`Its job says: ${codeText(card.error, ERROR_LENGTH)}`,
      };
    case "nobody-came":
      return {
        health: "failed",
        // Who takes a job may come and leave again between two looks.
        sentence:
          card.job === null || card.job === "pending"
            ? mrkdwn`*No agent joined ${room} in ${took}*`
            : mrkdwn`${agent} is not in ${room} after ${took}`,
        consequence: describeAbsence(card.job, card),
      };
    case "gone":
      return {
        health: "unknown",
        sentence: mrkdwn`The dispatch of ${agent} to ${room} is gone`,
        consequence: mrkdwn`Somebody deleted it, or the room closed, before an agent came. Nothing is left to do.`,
      };
    case "refused":
      return {
        health: "failed",
        sentence: mrkdwn`${agent} was not sent to ${room}`,
        consequence: describeRefusal(card.failure),
      };
    case "lost":
      return describeLoss(card, card.failure);
  }
}

function describeWait(job: JobStatus | null): Mrkdwn {
  return job === "running"
    ? mrkdwn`a worker has the job, waiting for the agent in the room`
    : mrkdwn`waiting for the agent`;
}

function describeAbsence(job: JobStatus | null, { agentName, project }: DispatchCard): Mrkdwn {
  switch (job) {
    case null:
      return mrkdwn`No worker took the job: none named ${codeText(agentName)} is registered in ${boldText(project)}, or all of them refused. The dispatch is still queued, but a worker that starts now may never see it: delete it and send again.`;
    case "pending":
      return mrkdwn`A worker was offered the job and has not taken it. The dispatch is still queued.`;
    case "running":
      return mrkdwn`${SERVICE} calls the job running; that word is set at the start and stays. The agent may have crashed, or left again.`;
    case "success":
      return mrkdwn`Its job has ended already, and without a fault.`;
    case "failed":
      return mrkdwn`Its job has failed; the log of the agent may say why.`;
    case "unknown":
      return mrkdwn`${SERVICE} did not say what became of its job.`;
  }
}

/** What is certain here is that nothing was dispatched, so an answer that never came is told differently. */
function describeRefusal(failure: Failure | null): Mrkdwn {
  if (failure === null) {
    return mrkdwn`It could not be sent within a minute, and an agent that comes later helps nobody. Send it again if it is still wanted.`;
  }
  const explanation =
    failure.kind === "platform-unavailable" || failure.kind === "platform-unreadable"
      ? mrkdwn`${SERVICE} never confirmed it, and a look into the room proves that nothing was dispatched. Send it again if it is still wanted.`
      : explainFailure(failure);
  return mrkdwn`${explanation} ${codeText(failure.kind)}`;
}

function describeLoss(card: DispatchCard, failure: Failure): DispatchWords {
  const agent = boldText(card.agentName);
  const room = codeText(card.room);
  const silence = mrkdwn`${SERVICE} does not answer any more`;
  return card.dispatchId === null
    ? {
        health: "unknown",
        sentence: mrkdwn`I do not know whether ${agent} was sent to ${room}`,
        consequence: mrkdwn`${silence}; look into the room before you send it again. ${codeText(failure.kind)}`,
      }
    : {
        health: "unknown",
        sentence: mrkdwn`I could not see whether ${agent} joined ${room}`,
        consequence: mrkdwn`${silence}; the dispatch stands, so look into the room. ${codeText(failure.kind)}`,
      };
}
