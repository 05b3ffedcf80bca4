/** A change of an agent as a kind of operation. */
import type { ChangeCall } from "../platforms/change.ts";
import type { ChangeNote } from "../views/change-note.ts";
import { renderChange } from "../views/render-change.ts";
import { renderChangeNote } from "../views/render-change-note.ts";
import { troubleOf } from "./assessment.ts";
import { auditChange } from "./audit-change.ts";
import {
  agentOf,
  type ChangeEffect,
  type ChangeEvent,
  type ChangeOperation,
  type ChangePhase,
  isChangeOver,
} from "./change-operation.ts";
import { parseChangeRecord } from "./change-record.ts";
import { decideChange } from "./decide-change.ts";
import { isMadeInStages, isWithoutEffect, WORK_POLL_MS } from "./decide-work.ts";
import { lastTellingLine } from "./last-telling-line.ts";
import type { OperationKind, Step } from "./operation-kind.ts";
import { performChangeEffect } from "./perform-change-effect.ts";
import { pollDelayMs } from "./poll-schedule.ts";
import { deploymentOf } from "./source-call.ts";
import { toChangeCard } from "./to-change-card.ts";

const WATCHDOG_MS = 12_000;
/** Slack's advice: edit a message at most once in three seconds. */
const PROGRESS_EVERY_MS = 3_000;

/** People wait for these, or have to act on them. */
const DECISIONS: ReadonlySet<ChangePhase> = new Set([
  "awaiting-approval",
  "awaiting-values",
  "unproven",
  "countdown",
]);
/** Why it went wrong is in the log. */
const WRONG: ReadonlySet<ChangePhase> = new Set(["failed", "countdown", "timed-out"]);

export const changeKind: OperationKind<ChangeOperation, ChangeEvent, ChangeEffect> = {
  parse: parseChangeRecord,
  decide: decideChange,
  perform: performChangeEffect,
  draw: (operation) => renderChange(toChangeCard(operation)),
  summarize: (operation) => ({
    id: operation.id,
    verb: operation.request.asked.verb,
    project: operation.request.agent.project,
    agentId: agentOf(operation).id,
    agentName: operation.request.agent.name,
    askedBy: operation.askedBy,
    startedAt: operation.startedAt,
    phase: operation.phase,
    endedAt: isChangeOver(operation) ? operation.phaseSince : null,
  }),
  // While it is followed, the next look is the watchdog of this one.
  watchdogMs: (operation, now) => {
    const { phase, acceptedAt, failedPolls } = operation;
    if (phase === "executing" && isMadeInStages(operation)) return WORK_POLL_MS;
    return phase === "observing" ? pollDelayMs(now - (acceptedAt ?? now), failedPolls) : WATCHDOG_MS;
  },
  cardDelayMs: ({ before, after }) => (before?.phase === after.phase ? PROGRESS_EVERY_MS : 0),
  isDecision: (operation) => isChangeOver(operation) || DECISIONS.has(operation.phase),
  notes: (step) => {
    const card = toChangeCard(step.after);
    return chooseNotes(step).map((note) => renderChangeNote(note, card));
  },
  audit: auditChange,
  log: {
    isWanted: (step) =>
      enters(step, WRONG) &&
      step.before?.phase !== "countdown" &&
      !isWithoutEffect(step.after) &&
      !isAboutSet(step.after.plan.call),
    sourceOf: (operation) => ({
      agent: agentOf(operation),
      deploymentId: operation.receipt?.deploymentId ?? deploymentOf(operation.plan.call),
    }),
    draw: (operation, lines) => renderChangeNote({ kind: "log-tail", lines }, toChangeCard(operation)),
    toEvent: (lines) => ({ type: "logged", lastLine: lastTellingLine(lines.join("\n")) }),
  },
};

/** A secret set changes no agent by itself, so the agent's log tells nothing of it. */
const isAboutSet = (call: ChangeCall): boolean => call.kind === "secrets" && call.set !== null;

const enters = ({ before, after }: Step<ChangeOperation>, phases: ReadonlySet<ChangePhase>): boolean =>
  before !== null && before.phase !== after.phase && phases.has(after.phase);

function chooseNotes(step: Step<ChangeOperation>): ChangeNote[] {
  const { before, after } = step;
  if (before === null) return [];
  const notes: ChangeNote[] = [];
  // It was announced, so there is a thread to say more in.
  if (before.phase === "proposed" && !isChangeOver(after)) {
    const { breakGlass, onCall, skippedLock } = after;
    if (breakGlass) notes.push({ kind: "break-glass", onCall, skippedLock });
    notes.push({ kind: "plan-details" });
  }
  const approval = after.approvals.at(-1);
  if (approval?.comment && after.approvals.length > before.approvals.length)
    notes.push({ kind: "approved", by: approval.by, comment: approval.comment });
  if (after.planNumber > before.planNumber) notes.push({ kind: "plan-voided", was: before.plan.changes });
  const trouble = troubleOf(after.assessment);
  if (trouble && enters(step, WRONG) && before.phase !== "countdown")
    notes.push({ kind: "trouble", trouble });
  const buildLog = after.work?.build?.lines ?? [];
  if (enters(step, WRONG) && isWithoutEffect(after) && buildLog.length > 0)
    notes.push({ kind: "build-log", lines: buildLog });
  // An edited card calls nobody, and there is little time to say no.
  const calls = after.phase === "countdown" || after.phase === "awaiting-values";
  if (calls && before.phase !== after.phase) notes.push({ kind: "state" });
  // Nobody has to be told of what they did themselves, or of what never began.
  const isKnown = after.decidedBy === after.askedBy || before.phase === "proposed";
  if (isChangeOver(after) && !isChangeOver(before) && !isKnown) notes.push({ kind: "state" });
  return notes;
}
