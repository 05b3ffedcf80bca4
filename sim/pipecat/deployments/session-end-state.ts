import type { Agent, Session } from "../organization.ts";
import { isSessionActive, sessionEnd } from "./session-life.ts";

/** How sessions end, in the words that the CLI knows; the simulator never loses a caller to a slow start. */
export const endStates = [
  "active",
  "completed",
  "ended_before_agent_start",
  "agent_start_timeout",
  "terminated",
  "agent_error",
  "unknown",
] as const;
export type EndState = (typeof endStates)[number];

export function sessionEndState(agent: Agent, session: Session, at: number): EndState {
  if (isSessionActive(agent, session, at)) return "active";
  if (session.isTerminated) return "terminated";
  if (session.completionStatus === "HTTP_ERROR") return "agent_error";
  return sessionEnd(agent, session) < botUpAt(session) ? "ended_before_agent_start" : "completed";
}

/** When the bot of the session is up, in milliseconds since 1970. */
export const botUpAt = ({ createdAt, botStartSeconds }: Session): number =>
  createdAt + botStartSeconds * 1_000;
