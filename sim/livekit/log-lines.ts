/** What the newest instance of a deployment has written, as livekit-agents writes it in production: JSON, and bare tracebacks. */
import type { Deployment, Project } from "./cloud-state.ts";
import { crashesUntil } from "./crash-loop.ts";
import { isServing } from "./deployment-life.ts";
import { isSameDeployment } from "./find.ts";

/** Seen in LiveKit's community forum, where people took it for an error. */
const SHUT_DOWN =
  "The agent has shut down due to inactivity. It will automatically start again when a new session begins.";

const CRASH = [
  "Traceback (most recent call last):",
  '  File "/app/agent.py", line 14, in <module>',
  "    from livekit.plugins import rime",
  "ModuleNotFoundError: No module named 'livekit.plugins.rime'",
  "process exited with exit code 1",
];

const REGISTERED_AFTER_MS = 900;
const CRASHED_AFTER_MS = 400;
/** So long each side talks, more or less. */
const TURN_EVERY_MS = 10_000;
/** The service gives a short piece of the log only (docs.livekit.io/deploy/agents/logs). */
const MAX_TURNS = 30;

/** Oldest first; none where nothing has run yet. */
export function logLines(project: Project, deployment: Deployment, now: number): readonly string[] {
  const since = deployment.startedAt ?? deployment.crashingSince ?? 0;
  const written = deployment.writtenLogs.filter(({ at }) => at >= since && at <= now);
  return [...ownLines(project, deployment, now), ...written]
    .toSorted((one, other) => one.at - other.at)
    .map(({ text }) => text);
}

interface Written {
  readonly at: number;
  readonly text: string;
}

function ownLines(project: Project, deployment: Deployment, now: number): readonly Written[] {
  if (isServing(deployment)) return servingLines(project, deployment, now);
  // It comes last: what was written before it belongs to the instance that has shut down.
  if (deployment.status === "Sleeping") return [{ at: now, text: SHUT_DOWN }];
  if (deployment.crashingSince === null) return [];
  const { lastAt } = crashesUntil(now, deployment.crashingSince);
  return [
    write("starting worker", lastAt - CRASHED_AFTER_MS),
    ...CRASH.map((text) => ({ at: lastAt, text })),
  ];
}

function servingLines(project: Project, deployment: Deployment, now: number): readonly Written[] {
  const startedAt = deployment.startedAt ?? now;
  const jobs = project.rooms.flatMap((room) =>
    room.participants
      .filter(({ worker }) => worker && isSameDeployment(worker, deployment))
      .map(({ joinedAt }) => ({ room: room.name, joinedAt })),
  );
  return [
    write("starting worker", startedAt),
    write("registered worker", startedAt + REGISTERED_AFTER_MS, { region: deployment.region }),
    ...jobs.map(({ room, joinedAt }) => write("received job request", joinedAt, { room })),
    ...jobs.flatMap(({ room, joinedAt }) =>
      turnsUntil(now, joinedAt).map((at) => write("user turn committed", at, { room })),
    ),
  ];
}

/** When somebody has said something in a call that began then: the newest of it. */
function turnsUntil(now: number, joinedAt: number): readonly number[] {
  const turns = Math.max(0, Math.floor((now - joinedAt) / TURN_EVERY_MS));
  const first = Math.max(1, turns - MAX_TURNS + 1);
  return Array.from({ length: turns - first + 1 }, (_, index) => joinedAt + (first + index) * TURN_EVERY_MS);
}

function write(message: string, at: number, more: Record<string, string> = {}): Written {
  const timestamp = new Date(at).toISOString().replace("Z", "000+00:00");
  return { at, text: JSON.stringify({ message, level: "INFO", name: "livekit.agents", ...more, timestamp }) };
}
