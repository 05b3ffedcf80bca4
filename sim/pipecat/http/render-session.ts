import { botUpAt, sessionEndState } from "../deployments/session-end-state.ts";
import { isSessionActive, sessionEnd } from "../deployments/session-life.ts";
import type { Agent, Organization, Session } from "../organization.ts";
import { renderMetrics } from "./render-metrics.ts";
import { toIso } from "./render-service.ts";
import type { Surface } from "./surface.ts";

/** A session on the wire. `botStartSeconds` is null while a cold start is under way. */
export function renderSession(
  organization: Organization,
  agent: Agent,
  session: Session,
  at: number,
  surface: Surface,
): Record<string, unknown> {
  const isActive = isSessionActive(agent, session, at);
  const endedAt = isActive ? null : sessionEnd(agent, session);
  return {
    sessionId: session.id,
    serviceId: agent.id,
    organizationId: organization.id,
    deploymentId: session.deploymentId,
    endedAt: endedAt === null ? null : toIso(endedAt),
    botStartSeconds: botUpAt(session) <= at ? session.botStartSeconds : null,
    coldStart: session.coldStart,
    completionStatus: isActive ? null : (session.completionStatus ?? "HTTP_COMPLETED"),
    createdAt: toIso(session.createdAt),
    updatedAt: toIso(endedAt ?? session.createdAt),
    ...(surface === "organization" ? { endState: sessionEndState(agent, session, at) } : {}),
  };
}

/** One session by its id, with what a list leaves out. */
export function renderSessionDetails(
  organization: Organization,
  agent: Agent,
  session: Session,
  at: number,
  surface: Surface,
): Record<string, unknown> {
  return {
    ...renderSession(organization, agent, session, at, surface),
    resourceMetrics: renderMetrics(session, Math.min(at, sessionEnd(agent, session))),
    meetingIds: botUpAt(session) <= at ? [meetingOf(session)] : [],
    ...(surface === "organization" ? { events: renderEvents(agent, session, at) } : {}),
  };
}

/** The bot is in one meeting, whose ids are the session's own. */
const meetingOf = ({ id }: Session) => ({ participantId: `bot-${id}`, meetingId: `meeting-${id}` });

/** What happened to the session so far, as the CLI reads it. */
function renderEvents(agent: Agent, session: Session, at: number): readonly object[] {
  const end = sessionEnd(agent, session);
  return [
    { eventCode: "SESSION_START_INITIATED", eventAt: session.createdAt },
    ...(botUpAt(session) <= end ? [{ eventCode: "REQUEST_ARRIVED_AT_BOT", eventAt: botUpAt(session) }] : []),
    { eventCode: "SESSION_COMPLETED", eventAt: end },
  ]
    .filter(({ eventAt }) => eventAt <= at)
    .map(({ eventCode, eventAt }) => ({ eventCode, eventTs: toIso(eventAt) }));
}
