/** What an agent's programs have written up to a time: start-up, sessions, tracebacks of crashes, shutdown. */
import type { Agent, Deployment, Session } from "../organization.ts";
import { crashLoopAfter } from "./crash-loop.ts";
import { activatedAt, scheduledAt, VALIDATING_MS } from "./life-cycle.ts";
import { DRAIN_MS } from "./observe-agent.ts";
import { isSessionActive, sessionEnd } from "./session-life.ts";

export interface LogLine {
  readonly at: number;
  readonly text: string;
  readonly deploymentId: string;
  readonly sessionId: string | null;
}

/** Oldest first; lines of the same millisecond stay in the order in which they were written. */
export function logLines(agent: Agent, at: number): readonly LogLine[] {
  return [
    ...agent.deployments.flatMap((deployment) => deploymentLines(agent, deployment)),
    ...agent.deployments.flatMap((deployment) => crashLines(deployment, at)),
    ...agent.sessions.flatMap((session) => sessionLines(agent, session, at)),
    ...agent.writtenLogs,
  ]
    .filter((line) => line.at <= at)
    .toSorted((one, other) => one.at - other.at);
}

function deploymentLines(agent: Agent, deployment: Deployment): LogLine[] {
  const activated = activatedAt(agent, deployment);
  if (activated === null) return [];
  const line = (lineAt: number, text: string): LogLine => ({
    at: lineAt,
    text,
    deploymentId: deployment.id,
    sessionId: null,
  });
  const startedAt = activated - VALIDATING_MS + 2_000;
  const next = agent.deployments
    .slice(agent.deployments.indexOf(deployment) + 1)
    .map((newer) => activatedAt(agent, newer))
    .find((time) => time !== null);
  return [
    line(startedAt, "INFO:     Started server process [1]"),
    line(startedAt + 5, "INFO:     Waiting for application startup."),
    line(startedAt + 2_400, "INFO:     Application startup complete."),
    line(startedAt + 2_401, "INFO:     Uvicorn running on http://0.0.0.0:8080 (Press CTRL+C to quit)"),
    ...(next
      ? [
          line(next + DRAIN_MS, "INFO:     Waiting for application shutdown."),
          line(next + DRAIN_MS + 1, "INFO:     Application shutdown complete."),
          line(next + DRAIN_MS + 2, "INFO:     Finished server process [1]"),
        ]
      : []),
  ];
}

/** The output of every crash that is still remembered, line by line. */
function crashLines(deployment: Deployment, at: number): LogLine[] {
  const scheduled = scheduledAt(deployment);
  if (scheduled === null) return [];
  return deployment.conditions.flatMap(({ trouble, isGivenUp, since }, index) => {
    if (trouble?.kind !== "crash" || isGivenUp) return [];
    const until = Math.min(at, deployment.conditions[index + 1]?.since ?? at);
    const began = Math.max(since, scheduled);
    return crashLoopAfter(until - began).crashesAtMs.flatMap((crashedMs) =>
      trouble.message.split("\n").map((text) => ({
        at: began + crashedMs,
        text,
        deploymentId: deployment.id,
        sessionId: null,
      })),
    );
  });
}

function sessionLines(agent: Agent, session: Session, at: number): LogLine[] {
  const line = (lineAt: number, text: string): LogLine => ({
    at: lineAt,
    text,
    deploymentId: session.deploymentId,
    sessionId: session.id,
  });
  const upAt = session.createdAt + session.botStartSeconds * 1_000;
  const lines = [
    line(upAt, `INFO:     Bot started for session ${session.id}`),
    line(upAt + 1_200, "INFO:     Client connected"),
  ];
  if (isSessionActive(agent, session, at)) return lines;
  const endedAt = sessionEnd(agent, session);
  return [
    ...lines.filter((written) => written.at < endedAt),
    line(endedAt, `INFO:     Session ${session.id} ended`),
  ];
}
