/** Every view, given data whose every text comes from `text()`; by name, and page by page where there are pages. */
import type { Failure } from "../../../src/failure.ts";
import type { AgentIdentity, AgentSecret, Health, JobStatus } from "../../../src/platforms/port.ts";
import type { Fleet, FleetAgent } from "../../../src/platforms/read-fleet.ts";
import type { ReadOptions } from "../../../src/views/create-answer.ts";
import type { DispatchCard, DispatchProgress } from "../../../src/views/dispatch-card.ts";
import { renderAgentList } from "../../../src/views/render-agent-list.ts";
import { renderAgentStatus } from "../../../src/views/render-agent-status.ts";
import { renderDispatch } from "../../../src/views/render-dispatch.ts";
import { renderDispatchDeleted } from "../../../src/views/render-dispatch-deleted.ts";
import { renderDispatchList } from "../../../src/views/render-dispatch-list.ts";
import { renderFailure } from "../../../src/views/render-failure.ts";
import { renderFleet } from "../../../src/views/render-fleet.ts";
import { renderJson } from "../../../src/views/render-json.ts";
import { renderSecrets } from "../../../src/views/render-secrets.ts";
import { renderUnderWay } from "../../../src/views/render-under-way.ts";
import { renderVersions } from "../../../src/views/render-versions.ts";
import type { View } from "../../../src/views/view.ts";
import { everyChangeView } from "./every-change-view.ts";
import { everyFailure, failedCall, type Scale, times } from "./every-failure.ts";
import { everyLogView } from "./every-log-view.ts";
import { everySessionView } from "./every-session-view.ts";
import {
  asker,
  dispatch,
  job,
  liveKitStatus,
  MINUTE,
  NOW,
  pipecatStatus,
  region,
  revision,
} from "./fixtures.ts";

/** A view of which there may be several pages. */
export type Paged = (options: ReadOptions) => View;

const HEALTHS: readonly Health[] = ["failed", "working", "unknown", "asleep", "healthy"];
const JOBS: readonly JobStatus[] = ["pending", "running", "success", "failed", "unknown"];
const KINDS: readonly AgentSecret["kind"][] = ["environment", "file", "image-pull", "unknown"];

const pick = <T>(items: readonly [T, ...T[]] | readonly T[], index: number): T => {
  const item = items[index % items.length];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
};

export function everyView(scale: Scale): Record<string, Paged> {
  const agent = identity(scale);
  const all = fleet(scale);
  const only = scale.text();
  const detail = { versions: versions(scale), secrets: secrets(scale) };
  const places = times(scale.many, () => ({
    deployment: scale.text(),
    version: detail.versions[0]?.version ?? "",
  }));
  const list = dispatchList(scale);
  const views: Record<string, Paged> = {
    fleet: (options) => renderFleet(all, { ...options, project: null }),
    "fleet of a project": (options) => renderFleet(all, { ...options, project: only }),
    "agent list": (options) => renderAgentList(all, { ...options, project: null }),
    versions: (options) => renderVersions(agent, detail.versions, places, options),
    secrets: (options) => renderSecrets(agent, detail.secrets, options),
    ...everySessionView(scale, agent),
    "dispatch list": (options) => renderDispatchList(list, options),
    "dispatch deleted": () =>
      renderDispatchDeleted({
        project: only,
        dispatch: list.dispatches[0] ?? dispatch(),
        deletedBy: scale.text(),
      }),
    underWay: () => renderUnderWay(scale.text()),
    json: () => renderJson({ texts: times(scale.many, scale.text) }),
    ...everyChangeView(scale),
    ...everyLogView(scale),
  };
  for (const health of HEALTHS) {
    const livekit = liveKit(scale, health);
    const other = pipecat(scale, health);
    views[`LiveKit status, ${health}`] = (options) => renderAgentStatus(livekit, options);
    views[`Pipecat status, ${health}`] = (options) => renderAgentStatus(other, options);
  }
  for (const [index, progress] of everyProgress(scale).entries()) {
    views[`dispatch ${index}, ${progress.phase}`] = () => renderDispatch(card(scale, progress), NOW);
  }
  for (const [index, failure] of everyFailure(scale).entries()) {
    views[`failure ${index}, ${failure.kind}`] = () =>
      renderFailure(failure, {
        command: `/agent status ${scale.text()}`,
        rerun: (replacement) => `/agent status ${replacement}`,
        reference: scale.text(),
        asked: { act: "Roll back", changes: index % 2 === 0, help: "/agent help rollback" },
      });
  }
  return views;
}

/** The first two pages of a view and the last. */
export function pagesOf(view: Paged): View[] {
  return [1, 2, 9999].map((page) => view({ ...asker, page }));
}

const identity = ({ text }: Scale): AgentIdentity => ({
  project: text(),
  platform: "livekit",
  id: text(),
  name: text(),
});

const liveKit = (scale: Scale, health: Health) =>
  liveKitStatus({
    agent: identity(scale),
    health,
    version: scale.text(),
    dashboardUrl: `https://example.com/${scale.text()}`,
    regions: times(scale.many, (index) =>
      region({
        region: scale.text(),
        status: scale.text(),
        health: index === 0 ? health : pick(HEALTHS, index),
        deployment: scale.text(),
        version: scale.text(),
        events: times(Math.min(scale.many, 9), () => ({ type: scale.text(), count: 7, at: NOW - MINUTE })),
      }),
    ),
  });

const pipecat = (scale: Scale, health: Health) => {
  const { text } = scale;
  const current = revision({
    deploymentId: text(),
    phase: text(),
    infrastructureIssue: true,
    health: {
      ready: false,
      state: text(),
      restarts: 12,
      reason: text(),
      lastExitCode: 137,
      lastTerminationReason: text(),
      message: times(9, text).join("\n"),
    },
  });
  return pipecatStatus({
    agent: { ...identity(scale), platform: "pipecat" },
    health,
    region: text(),
    desiredDeploymentId: text(),
    reconciledDeploymentId: text(),
    current,
    previous: current,
    profile: text(),
    image: text(),
    buildId: text(),
    secretSet: text(),
    imagePullSecretSet: text(),
    krispAudioFilter: text(),
    errors: times(scale.many, () => ({ code: text(), message: text() })),
  });
};

function fleet(scale: Scale): Fleet {
  const call = failedCall(scale, false);
  const agents = times(scale.many, (index): FleetAgent => {
    const status =
      index % 7 === 0
        ? null
        : index % 2 === 0
          ? { ...liveKit({ ...scale, many: 3 }, pick(HEALTHS, index)) }
          : pipecat({ ...scale, many: 3 }, pick(HEALTHS, index));
    return {
      agent: identity(scale),
      status,
      failure: index % 14 === 0 ? { kind: "platform-unavailable", cause: "timeout", call } : null,
      regions: times(9, scale.text),
      version: scale.text(),
      deployedAt: NOW,
    };
  });
  const project = scale.text();
  return {
    projects: [
      { project, platform: "livekit", answer: "agents", agents },
      ...times(Math.min(scale.many, 30), () => ({
        project: scale.text(),
        platform: "pipecat" as const,
        answer: "failed" as const,
        failure: { kind: "platform-refused" as const, call, status: 418, message: scale.text() },
      })),
      { project: scale.text(), platform: "livekit", answer: "out-of-time" },
    ],
  };
}

const versions = (scale: Scale) =>
  times(scale.many, (index) => ({
    version: scale.text(),
    current: index === 3,
    active: true,
    draining: true,
    status: scale.text(),
    createdAt: NOW - index,
    deployedAt: index % 2 === 0 ? NOW : null,
    attributes: Object.fromEntries([
      ...times(9, () => [scale.text(), scale.text()]),
      ["image_digest", scale.text()],
    ]),
  }));

const secrets = (scale: Scale) => ({
  secrets: times(scale.many, (index) => ({
    name: scale.text(),
    kind: pick(KINDS, index),
    createdAt: NOW,
    updatedAt: NOW,
    deployments: times(9, scale.text),
  })),
  set: { name: scale.text(), status: scale.text(), region: scale.text(), error: scale.text() },
});

const dispatches = (scale: Scale) =>
  times(scale.many, () =>
    dispatch({
      id: scale.text(),
      agentName: scale.text(),
      room: scale.text(),
      metadata: scale.text(),
      deployment: scale.text(),
      attributes: Object.fromEntries(times(9, () => [scale.text(), scale.text()])),
      jobs: times(9, (index) =>
        job({
          id: scale.text(),
          status: pick(JOBS, index),
          error: scale.text(),
          participantIdentity: scale.text(),
          workerId: scale.text(),
        }),
      ),
    }),
  );

const dispatchList = (scale: Scale) => ({
  project: scale.text(),
  room: scale.text(),
  dispatchId: null,
  dispatches: dispatches(scale),
  participants: times(scale.many, (index) => ({
    identity: scale.text(),
    name: scale.text(),
    isAgent: index % 2 === 0,
    state: "active",
    joinedAt: NOW,
    attributes: {},
  })),
});

const card = (scale: Scale, progress: DispatchProgress): DispatchCard => ({
  project: scale.text(),
  agentId: scale.text(),
  agentName: scale.text(),
  room: scale.text(),
  askedBy: scale.text(),
  startedAt: NOW - MINUTE,
  dispatchId: scale.text(),
  acceptedAt: NOW - MINUTE,
  metadataBytes: 512 * 1024,
  attributes: Object.fromEntries(times(9, () => [scale.text(), scale.text()])),
  deployment: scale.text(),
  restartPolicy: "never",
  ...progress,
});

function everyProgress(scale: Scale): DispatchProgress[] {
  const failure: Failure = { kind: "platform-unavailable", cause: "timeout", call: failedCall(scale, true) };
  return [
    { phase: "sending" },
    { phase: "unsure" },
    ...[null, ...JOBS].map((status) => ({ phase: "waiting" as const, job: status })),
    { phase: "joined", endedAt: NOW, participantIdentity: scale.text() },
    { phase: "failed", endedAt: NOW, error: scale.text() },
    { phase: "failed", endedAt: NOW, error: "" },
    ...[null, ...JOBS].map((status) => ({ phase: "nobody-came" as const, endedAt: NOW, job: status })),
    { phase: "gone", endedAt: NOW },
    { phase: "refused", endedAt: NOW, failure: null },
    { phase: "refused", endedAt: NOW, failure },
    { phase: "refused", endedAt: NOW, failure: { kind: "internal", reference: scale.text() } },
    { phase: "lost", endedAt: NOW, failure },
  ];
}
