import { isSessionActive, sessionEnd } from "../deployments/session-life.ts";
import type { Agent, Organization, Session } from "../organization.ts";
import { toIso } from "./render-service.ts";

/** A session on the wire. `botStartSeconds` is null while a cold start is under way. */
export function renderSession(
  organization: Organization,
  agent: Agent,
  session: Session,
  at: number,
): Record<string, unknown> {
  const isActive = isSessionActive(agent, session, at);
  const startedAt = session.createdAt + session.botStartSeconds * 1_000;
  const endedAt = isActive ? null : sessionEnd(agent, session);
  return {
    sessionId: session.id,
    serviceId: agent.id,
    organizationId: organization.id,
    deploymentId: session.deploymentId,
    endedAt: endedAt === null ? null : toIso(endedAt),
    botStartSeconds: startedAt <= at ? session.botStartSeconds : null,
    coldStart: session.coldStart,
    completionStatus: isActive ? null : (session.completionStatus ?? "HTTP_COMPLETED"),
    createdAt: toIso(session.createdAt),
    updatedAt: toIso(endedAt ?? session.createdAt),
  };
}
