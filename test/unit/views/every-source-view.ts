import { renderChange } from "../../../src/views/render-change.ts";
import type { View } from "../../../src/views/view.ts";
import { type Scale, times } from "./every-failure.ts";
import { HOUR, NOW, SECOND } from "./fixtures.ts";
import { hostileCard, hostilePlan } from "./hostile-card.ts";

export function everySourceView(scale: Scale): Record<string, () => View> {
  const { text, many } = scale;
  const commit = { repository: text(), ref: text(), sha: text(), branch: text(), subject: text() };
  const plan = hostilePlan(scale);
  const deployed = { ...commit, deployment: text() };
  const built = {
    ...plan,
    call: { kind: "source", ...deployed, subdirectory: text(), attributes: {}, region: text() },
  } as const;
  const run = { ...plan, call: { kind: "workflow", ...deployed, workflow: text() } } as const;
  const build = { queue: null, step: text(), done: many, total: many + 1, lines: times(many, text) };
  const work = {
    begunAt: { packing: NOW, uploading: NOW + SECOND },
    agentId: text(),
    archive: { sizeBytes: 31_000_000, fileCount: many },
  };
  const executing = hostileCard(scale, { phase: "executing" }, "create");
  const views: Record<string, () => View> = {};
  for (const stage of ["packing", "creating", "uploading", "building"] as const) {
    for (const [told, log] of [
      ["silent", null],
      ["waiting", { ...build, queue: text() }],
      ["talking", build],
    ] as const)
      views[`source ${stage}, ${told}`] = () =>
        renderChange({ ...executing, plan: built, isStoppable: true, work: { ...work, stage, build: log } });
    const at = { plan: built, work: { ...work, stage, build } };
    views[`source ${stage}, unsure`] = () => renderChange({ ...executing, ...at, phase: "unsure" });
    views[`source ${stage}, refused`] = () =>
      renderChange({
        ...executing,
        ...at,
        phase: "refused",
        endedAt: NOW,
        failure: { kind: "work-interrupted", stage },
      });
  }
  const steps = times(many, (index) => ({
    name: text(),
    status: index === 0 ? "in_progress" : "completed",
    conclusion: null,
  }));
  const seen = {
    id: "1",
    sha: text(),
    url: `https://github.test/${text()}`,
    status: text(),
    conclusion: null,
    steps,
  };
  const failed = {
    phase: "failed",
    endedAt: NOW + HOUR,
    trouble: { reason: text(), exitCode: null, restarts: null, lastLine: text(), where: null },
    keptBy: null,
    rollbackId: null,
    stuck: null,
    stillServing: null,
    isWithoutEffect: true,
  } as const;
  for (const [name, card] of [
    ["not seen", { ...executing, plan: run, run: null }],
    ["seen", { ...executing, plan: run, run: seen }],
  ] as const) {
    views[`workflow ${name}`] = () =>
      renderChange({ ...card, phase: "observing", assessment: null, pollFailure: null });
    views[`workflow ${name}, silent`] = () =>
      renderChange({ ...card, phase: "observing", assessment: null, pollFailure: { kind: "stale-action" } });
    views[`workflow ${name}, failed`] = () => renderChange({ ...card, ...failed });
    views[`workflow ${name}, unchanged`] = () =>
      renderChange({ ...card, ranAt: NOW, phase: "unchanged", endedAt: NOW, warning: null });
  }
  views["source failed"] = () => renderChange({ ...executing, plan: built, ...failed });
  for (const kind of ["build-not-seen", "run-not-found"] as const)
    views[`lost, ${kind}`] = () =>
      renderChange({
        ...executing,
        plan: built,
        phase: "lost",
        endedAt: NOW,
        failure: { kind },
        leftBy: null,
      });
  return views;
}
