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

/** Oldest first; none where nothing has run yet. */
export function logLines(project: Project, deployment: Deployment, now: number): readonly string[] {
  if (isServing(deployment)) return servingLines(project, deployment, now);
  if (deployment.status === "Sleeping") return [SHUT_DOWN];
  if (deployment.crashingSince === null) return [];
  const { lastAt } = crashesUntil(now, deployment.crashingSince);
  return [write("starting worker", lastAt - CRASHED_AFTER_MS), ...CRASH];
}

function servingLines(project: Project, deployment: Deployment, now: number): readonly string[] {
  const startedAt = deployment.startedAt ?? now;
  const jobs = project.rooms.flatMap((room) =>
    room.participants
      .filter(({ worker }) => worker && isSameDeployment(worker, deployment))
      .map(({ joinedAt }) => ({ room: room.name, joinedAt })),
  );
  return [
    write("starting worker", startedAt),
    write("registered worker", startedAt + REGISTERED_AFTER_MS, { region: deployment.region }),
    ...jobs
      .toSorted((one, other) => one.joinedAt - other.joinedAt)
      .map(({ room, joinedAt }) => write("received job request", joinedAt, { room })),
  ];
}

function write(message: string, at: number, more: Record<string, string> = {}): string {
  const timestamp = new Date(at).toISOString().replace("Z", "000+00:00");
  return JSON.stringify({ message, level: "INFO", name: "livekit.agents", ...more, timestamp });
}
