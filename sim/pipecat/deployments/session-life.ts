import { type Agent, desiredDeployment, type Session } from "../organization.ts";

/** Seconds that a session may last when the deployment does not say. */
export const DEFAULT_MAX_SESSION_SECONDS = 7_200;

/** When the session ended or will end at the latest: by hand, or at the limit of its deployment. */
export function sessionEnd(agent: Agent, session: Session): number {
  const deployment =
    agent.deployments.find(({ id }) => id === session.deploymentId) ?? desiredDeployment(agent);
  const limitSeconds = deployment.settings.maxSessionDuration ?? DEFAULT_MAX_SESSION_SECONDS;
  return Math.min(session.endedAt ?? Number.POSITIVE_INFINITY, session.createdAt + limitSeconds * 1_000);
}

export function isSessionActive(agent: Agent, session: Session, at: number): boolean {
  return session.createdAt <= at && at < sessionEnd(agent, session);
}

/** Sessions that run at that time, on one deployment or on all. */
export function activeSessions(agent: Agent, at: number, deploymentId?: string): readonly Session[] {
  return agent.sessions.filter(
    (session) =>
      (deploymentId === undefined || session.deploymentId === deploymentId) &&
      isSessionActive(agent, session, at),
  );
}
