import { CHANGE_VERBS } from "../../../src/operations/change-request.ts";
import type { LedgerEntry } from "../../../src/operations/ledger-entry.ts";
import type { ReadOptions } from "../../../src/views/create-answer.ts";
import { renderChange } from "../../../src/views/render-change.ts";
import { renderChangeNote } from "../../../src/views/render-change-note.ts";
import { renderDryRun } from "../../../src/views/render-dry-run.ts";
import { renderLedger } from "../../../src/views/render-ledger.ts";
import { renderLocked, renderUnlocked } from "../../../src/views/render-lock.ts";
import type { View } from "../../../src/views/view.ts";
import { everyChangeProgress, everyNote } from "./every-change-phase.ts";
import { type Scale, times } from "./every-failure.ts";
import { everySourceView } from "./every-source-view.ts";
import { HOUR, MINUTE, NOW } from "./fixtures.ts";
import { hostileCard, hostileRule } from "./hostile-card.ts";

export function everyChangeView(scale: Scale): Record<string, (options: ReadOptions) => View> {
  const views: Record<string, (options: ReadOptions) => View> = {};
  for (const [index, progress] of everyChangeProgress(scale).entries()) {
    const verb = CHANGE_VERBS[index % CHANGE_VERBS.length];
    const card = hostileCard(scale, progress, verb ?? "rollback");
    views[`change ${index}, ${progress.phase}`] = () => renderChange(card);
  }
  for (const verb of CHANGE_VERBS) {
    const waiting = hostileCard(scale, { phase: "awaiting-approval", expiresAt: NOW + HOUR }, verb);
    const { request, plan } = waiting;
    views[`change waiting, ${verb}`] = () => renderChange(waiting);
    views[`change failed, ${verb}`] = () =>
      renderChange({
        ...waiting,
        phase: "failed",
        endedAt: NOW,
        trouble: null,
        keptBy: null,
        rollbackId: null,
        stuck: null,
        stillServing: null,
      });
    views[`dry run, ${verb}`] = () =>
      renderDryRun({ request, plan, rule: hostileRule(scale), command: `/agent ${verb} support-line` }, NOW);
  }
  const card = hostileCard(scale, { phase: "awaiting-approval", expiresAt: NOW + HOUR }, "deploy");
  for (const note of everyNote(scale)) views[`note ${note.kind}`] = () => renderChangeNote(note, card);
  const doubtful = { ...card, isDoubtful: true, planNumber: 2 };
  views["change waiting in doubt"] = () => renderChange(doubtful);
  views["note plan-voided in doubt"] = () => renderChangeNote({ kind: "plan-voided", was: [] }, doubtful);
  views["change by break-glass"] = () => renderChange({ ...card, breakGlass: true, phase: "executing" });
  views["note state at a good end"] = () =>
    renderChangeNote({ kind: "state" }, { ...card, phase: "succeeded", endedAt: NOW });

  Object.assign(views, everySourceView(scale));

  const { agent } = card.request;
  const lock = { by: scale.text(), since: NOW - HOUR, until: null, reason: scale.text() };
  const entries = ledger(scale);
  const hold = { operationId: scale.text(), verb: "rollback", by: "UOPERATOR", since: NOW - HOUR };
  views.locked = () => renderLocked(agent, lock, null, NOW);
  views["locked for a while"] = () => renderLocked(agent, { ...lock, until: NOW + HOUR }, hold, NOW);
  views.unlocked = () => renderUnlocked(agent, lock, scale.text(), NOW);
  views.ledger = (options) =>
    renderLedger(
      agent,
      entries,
      { id: entries[0]?.deploymentId ?? null, likeIt: new Set([entries[1]?.deploymentId ?? ""]) },
      options,
    );
  return views;
}

const ledger = ({ text, many }: Scale): LedgerEntry[] =>
  times(many, (index) => ({
    deploymentId: text(),
    image: text(),
    buildId: text(),
    secretSet: text(),
    imagePullSecretSet: text(),
    profile: text(),
    krispAudioFilter: text(),
    maxSessionSeconds: 7200,
    architecture: text(),
    firstSeenAt: NOW - index * MINUTE,
    outcome: index % 3 === 0 ? "healthy" : index % 3 === 1 ? "failed" : "unknown",
    operationId: text(),
    askedBy: index % 2 === 0 ? text() : null,
  }));
