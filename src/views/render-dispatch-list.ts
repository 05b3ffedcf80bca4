/** The dispatches of one room with their jobs, and who is really there: `/dispatch list room-1`. */
import type { Dispatch, DispatchJob, Participant } from "../platforms/port.ts";
import { dispatchDeleteCommand, dispatchListCommand } from "./command-texts.ts";
import { createAnswer, type ReadOptions } from "./create-answer.ts";
import { describeRequest } from "./describe-request.ts";
import { boldText, codeText, escapeText } from "./escape-text.ts";
import { formatAgo, formatDuration } from "./format-time.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import type { Row } from "./rows.ts";
import type { View } from "./view.ts";
import { countWords, listWords } from "./word-lists.ts";

export interface DispatchList {
  readonly project: string;
  readonly room: string;
  /** The only dispatch that was asked for; null: all of the room. */
  readonly dispatchId: string | null;
  readonly dispatches: readonly Dispatch[];
  /** Who is in the room now; null when that is not known. */
  readonly participants: readonly Participant[] | null;
}

const JOBS_SHOWN = 5;
const ERROR_LENGTH = 200;

export function renderDispatchList(list: DispatchList, options: ReadOptions): View {
  const { project, room, dispatchId, dispatches, participants } = list;
  const has = describeCount(list);
  const isRunning = dispatches.some(({ jobs }) => jobs.some(({ status }) => status === "running"));
  return createAnswer(
    {
      text: mrkdwn`Room ${codeText(room)} in ${escapeText(project)} has ${has}.`,
      headline: joinMrkdwn([
        mrkdwn`Room ${codeText(room)} in ${boldText(project)} has ${has}`,
        participants && describePresence(participants),
      ]),
      rows: dispatches.map((dispatch) => dispatchRow(dispatch, list, options.now)),
      notes: [isRunning ? mrkdwn`a job is reported running from its start on, and that may be stale` : null],
      command: dispatchListCommand(project, room, dispatchId),
      buttons: [],
    },
    options,
  );
}

function describeCount({ dispatchId, dispatches }: DispatchList): Mrkdwn {
  if (dispatchId !== null) {
    return dispatches.length === 0
      ? mrkdwn`no dispatch ${codeText(dispatchId)}`
      : mrkdwn`the dispatch ${codeText(dispatchId)}`;
  }
  return dispatches.length === 0 ? mrkdwn`no dispatches` : countWords(dispatches.length, "dispatch");
}

function describePresence(participants: readonly Participant[]): Mrkdwn {
  const agents = participants.filter(({ isAgent }) => isAgent).map(({ identity }) => codeText(identity));
  const others = participants.length - agents.length;
  const present = agents.length === 0 ? mrkdwn`no agent` : listWords(agents, "and", 3);
  return mrkdwn`in it now: ${present}${others === 0 ? mrkdwn`` : mrkdwn` and ${countWords(others, "other")}`}`;
}

function dispatchRow(dispatch: Dispatch, { project, room }: DispatchList, now: number): Row {
  const { id, agentName, createdAt, deletedAt, metadata, jobs } = dispatch;
  const line = joinMrkdwn([
    mrkdwn`${agentName === "" ? mrkdwn`*any agent*` : boldText(agentName)} ${codeText(id)}`,
    createdAt === null ? null : mrkdwn`created ${formatAgo(createdAt, now)}`,
    deletedAt === null ? null : mrkdwn`deleted ${formatAgo(deletedAt, now)}`,
    describeRequest({ ...dispatch, metadataBytes: new TextEncoder().encode(metadata).length }),
  ]);
  const shown = jobs.slice(0, JOBS_SHOWN).map((job) => describeJob(job, now));
  const rest = jobs.length - shown.length;
  const text = joinMrkdwn(
    [
      line,
      ...(jobs.length === 0 ? [mrkdwn`no job yet: no worker has taken it`] : shown),
      rest > 0 ? mrkdwn`… and ${countWords(rest, "job")} more` : null,
    ],
    mrkdwn`\n`,
  );
  if (deletedAt !== null) return { text };
  return {
    text,
    button: {
      label: "Delete",
      command: dispatchDeleteCommand(project, room, id),
      confirmation: {
        title: `Delete the dispatch to ${room}?`,
        text: "LiveKit Cloud ends its job, and an agent that has joined leaves the room.",
        confirm: "Delete",
        deny: "Keep it",
      },
    },
  };
}

function describeJob(job: DispatchJob, now: number): Mrkdwn {
  return joinMrkdwn([
    mrkdwn`job ${codeText(job.id)} ${describeJobState(job, now)}`,
    job.error === "" ? null : codeText(job.error, ERROR_LENGTH),
    job.participantIdentity === "" ? null : mrkdwn`as ${codeText(job.participantIdentity)}`,
    job.workerId === "" ? null : mrkdwn`worker ${codeText(job.workerId)}`,
  ]);
}

function describeJobState({ status, startedAt, endedAt }: DispatchJob, now: number): Mrkdwn {
  const ran =
    startedAt !== null && endedAt !== null ? mrkdwn` after ${formatDuration(endedAt - startedAt)}` : mrkdwn``;
  switch (status) {
    case "pending":
      return mrkdwn`is waiting for a worker`;
    case "running":
      return startedAt === null
        ? mrkdwn`reported running`
        : mrkdwn`reported running for ${formatDuration(now - startedAt)}`;
    case "success":
      return mrkdwn`ended well${ran}`;
    case "failed":
      return mrkdwn`failed${ran}`;
    case "unknown":
      return mrkdwn`is in an unknown state`;
  }
}
