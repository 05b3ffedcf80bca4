import type { Agent } from "../organization.ts";

/** The agent with that session ended at `at`. */
export function endSession(agent: Agent, sessionId: string, at: number, completionStatus: string): Agent {
  return {
    ...agent,
    sessions: agent.sessions.map((session) =>
      session.id === sessionId ? { ...session, endedAt: at, completionStatus } : session,
    ),
  };
}
