import type { Agent, Session } from "../organization.ts";

/** How a session ended. */
export type SessionEnd = Pick<Session, "isTerminated"> & { readonly completionStatus: string };

/** The agent with that session ended at `at`. */
export function endSession(agent: Agent, sessionId: string, at: number, end: SessionEnd): Agent {
  return {
    ...agent,
    sessions: agent.sessions.map((session) =>
      session.id === sessionId ? { ...session, ...end, endedAt: at } : session,
    ),
  };
}
