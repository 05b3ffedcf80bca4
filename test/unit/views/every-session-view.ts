/** The views of sessions, builds and files, given hostile and maximal data; a part of `everyView`. */
import type { Build } from "../../../src/platforms/builds.ts";
import type { AgentIdentity } from "../../../src/platforms/port.ts";
import type { AgentSession, SessionDetail, SessionList } from "../../../src/platforms/sessions.ts";
import type { ReadOptions } from "../../../src/views/create-answer.ts";
import { escapeText } from "../../../src/views/escape-text.ts";
import { containerFiles } from "../../../src/views/files/container-files.ts";
import { pccDeployToml } from "../../../src/views/files/pcc-deploy-toml.ts";
import { mrkdwn } from "../../../src/views/mrkdwn.ts";
import { renderBuild } from "../../../src/views/render-build.ts";
import { renderBuilds } from "../../../src/views/render-builds.ts";
import { renderFiles, renderFilesSent } from "../../../src/views/render-files.ts";
import { renderRoomSessions } from "../../../src/views/render-room-sessions.ts";
import { renderSession } from "../../../src/views/render-session.ts";
import { renderSessions } from "../../../src/views/render-sessions.ts";
import type { View } from "../../../src/views/view.ts";
import { type Scale, times } from "./every-failure.ts";
import { MINUTE, NOW, pipecatStatus } from "./fixtures.ts";

export function everySessionView(
  scale: Scale,
  agent: AgentIdentity,
): Record<string, (options: ReadOptions) => View> {
  const { text, many } = scale;
  const list = sessions(scale);
  const builds = times(many, (index) => build(scale, index));
  const detail: SessionDetail = {
    ...session(scale, 0),
    metrics: { samples: many, cpu: PERCENTILES, memory: PERCENTILES },
    meetings: times(many, () => ({ meetingId: text(), participantId: text() })),
  };
  const scope = {
    project: text(),
    agent,
    regions: ["us-west"],
    runs: new Map(builds.map(({ id }) => [id, times(Math.min(many, 9), text)])),
  };
  const toml = pccDeployToml(
    pipecatStatus({ agent, image: text(), secretSet: text(), region: text(), imagePullSecretSet: text() }),
  );
  const files = [toml, ...containerFiles({ platform: "livekit", packages: "pnpm" })];
  const one = builds[0] ?? build(scale, 0);
  return {
    sessions: (options) => renderSessions(agent, list, { ...options, status: null, current: text() }),
    "live sessions": (options) =>
      renderSessions(agent, list, { ...options, status: "active", current: null }),
    "ended sessions": (options) =>
      renderSessions(agent, list, { ...options, status: "ended", current: null }),
    "rooms with the agent": (options) =>
      renderRoomSessions(agent, list, { ...options, status: null, room: text() }),
    session: (options) => renderSession(agent, detail, { ...options, current: text() }),
    "bare session": (options) =>
      renderSession(
        agent,
        { ...detail, metrics: null, meetings: [], endedAt: NOW },
        { ...options, current: null },
      ),
    builds: (options) => renderBuilds({ total: 9999, builds }, scope, { ...options, status: "failed" }),
    "builds of a project": (options) =>
      renderBuilds({ total: many, builds }, { ...scope, agent: null }, { ...options, status: null }),
    build: (options) => renderBuild(one, times(many * 40, text), scope, options),
    "build without a log": (options) => renderBuild(one, null, { ...scope, agent: null }, options),
    files: () =>
      renderFiles({
        files,
        about: mrkdwn`for ${escapeText(text())}`,
        command: "/agent config a",
        buttons: [],
      }),
    "files sent": () => renderFilesSent(files),
  };
}

const PERCENTILES = { p50: 1.5, p90: 2 ** 40, p95: null, p99: 0 };

const session = ({ text, many }: Scale, index: number): AgentSession => ({
  id: text(),
  deploymentId: text(),
  startedAt: NOW - MINUTE * index,
  endedAt: index % 2 === 0 ? null : NOW,
  coldStart: index % 3 === 0,
  botStartSeconds: index / 10,
  completionStatus: text(),
  room: { name: text(), identity: text(), openedAt: NOW - MINUTE, people: times(Math.min(many, 9), text) },
});

const sessions = (scale: Scale): SessionList => ({
  total: scale.many + 3,
  sessions: times(scale.many, (index) => session(scale, index)),
  unreadRooms: scale.many,
  untoldRooms: scale.many,
  namesakes: times(scale.many, scale.text),
});

const build = ({ text }: Scale, index: number): Build => ({
  id: text(),
  status: index % 2 === 0 ? "success" : text(),
  region: index % 3 === 0 ? "us-west" : text(),
  dockerfilePath: text(),
  contextHash: text(),
  contextBytes: 2 ** 40,
  imageUri: text(),
  imageBytes: 2 ** 30,
  error: text(),
  createdAt: NOW - MINUTE,
  startedAt: NOW - MINUTE,
  endedAt: index % 2 === 0 ? NOW : null,
  durationSeconds: index % 2 === 0 ? 65 : null,
});
