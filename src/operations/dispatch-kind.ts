/** A dispatch as a kind of operation. */
import { fail } from "../failure.ts";
import { mentionUser } from "../views/escape-text.ts";
import { renderDispatch } from "../views/render-dispatch.ts";
import type { View } from "../views/view.ts";
import {
  type DispatchEffect,
  type DispatchEvent,
  type DispatchOperation,
  decideDispatch,
  isOver,
} from "./dispatch-operation.ts";
import { parseDispatchRecord } from "./dispatch-record.ts";
import type { OperationKind } from "./operation-kind.ts";
import { performDispatchEffect } from "./perform-dispatch-effect.ts";
import { toDispatchCard } from "./to-dispatch-card.ts";

/** While nothing but time goes by, the card says so this often. */
const IDLE_REFRESH_MS = 10_000;
const WATCHDOG_MS = 12_000;

const notConfigured = (project: string) => fail({ kind: "unknown-project", given: project, known: [] });

export const dispatchKind: OperationKind<DispatchOperation, DispatchEvent, DispatchEffect> = {
  parse: parseDispatchRecord,
  decide: decideDispatch,
  perform: (effect, operation, { openPlatform }) =>
    performDispatchEffect(
      effect,
      operation,
      openPlatform(operation.project)?.dispatches ?? notConfigured(operation.project),
    ),
  draw: (operation, now) => renderDispatch(toDispatchCard(operation), now),
  summarize: (operation) => ({
    id: operation.id,
    verb: "dispatch",
    project: operation.project,
    agentId: operation.agentId,
    agentName: operation.request.agentName,
    askedBy: operation.askedBy,
    startedAt: operation.startedAt,
    phase: operation.phase,
    endedAt: isOver(operation) ? operation.phaseSince : null,
  }),
  watchdogMs: () => WATCHDOG_MS,
  cardDelayMs: ({ before, after }) => (before?.phase === after.phase ? IDLE_REFRESH_MS : 0),
  isDecision: isOver,
  notes: ({ before, after, now }) =>
    before !== null && isOver(after) && !isOver(before) && after.phase !== "refused"
      ? [drawPing(after, now)]
      : [],
  audit: ({ before, after, now }) => {
    const isNew = before === null;
    if (!isNew && (isOver(before) || !isOver(after))) return [];
    return [
      {
        at: now,
        actor: isNew ? after.askedBy : "switchboard",
        door: isNew ? after.door : "automatic",
        event: isNew ? "asked" : "ended",
        class: "normal",
        operationId: after.id,
        verb: "dispatch",
        command: isNew ? `/dispatch ${after.request.agentName} ${after.request.room}` : null,
        project: after.project,
        agentId: after.agentId,
        agentName: after.request.agentName,
        rule: null,
        planDigest: null,
        outcome: isNew ? null : after.phase,
        comment: null,
      },
    ];
  },
  log: null,
};

/** An edit notifies nobody, so this does. */
function drawPing(operation: DispatchOperation, now: number): View {
  const { text } = renderDispatch(toDispatchCard(operation), now);
  return { text: `${mentionUser(operation.askedBy)} ${text}`, blocks: [] };
}
