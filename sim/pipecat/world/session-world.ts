import { endSession } from "../deployments/end-session.ts";
import { observeAgent } from "../deployments/observe-agent.ts";
import { activeSessions } from "../deployments/session-life.ts";
import { desiredDeployment, type Session } from "../organization.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";

/** What callers and programs do. */
export interface SessionWorld {
  /** A caller starts a session. `refused` as the start route would: nothing serves, or all instances are taken. */
  startSession(agent: string): { readonly session: Session } | { readonly refused: "PCC-1001" | "429" };
  /** A caller hangs up; a session that has ended stays as it is. */
  endSession(agent: string, sessionId: string, completionStatus?: string): void;
  /** A line in the log of the newest deployment, or of a session. */
  writeLog(agent: string, text: string, sessionId?: string): void;
}

export function createSessionWorld({ store, now, newId }: SimulatorDeps): SessionWorld {
  return {
    startSession: (name) => {
      const agent = store.requireAgent(name);
      const at = now();
      const { serving, available, activeSessionCount, current, previous } = observeAgent(agent, at);
      if (!serving || !available) return { refused: "PCC-1001" };
      if (activeSessionCount >= agent.scaling.maxReplicas) return { refused: "429" };
      const revision = [current, previous].find((candidate) => candidate?.deploymentId === serving.id);
      const isWarm = (revision?.readyReplicas ?? 0) > activeSessions(agent, at, serving.id).length;
      const session: Session = {
        id: newId(),
        deploymentId: serving.id,
        createdAt: at,
        coldStart: !isWarm,
        botStartSeconds: isWarm ? 0 : 10,
        endedAt: null,
        completionStatus: null,
      };
      store.putAgent(
        { ...agent, sessions: [...agent.sessions, session] },
        { type: "session.started", at, agent: name, sessionId: session.id },
      );
      return { session };
    },
    endSession: (name, sessionId, completionStatus = "HTTP_COMPLETED") => {
      const agent = store.requireAgent(name);
      const at = now();
      if (!agent.sessions.some(({ id }) => id === sessionId))
        throw new Error(`there is no session ${sessionId}`);
      if (!activeSessions(agent, at).some(({ id }) => id === sessionId)) return;
      store.putAgent(endSession(agent, sessionId, at, completionStatus), {
        type: "session.ended",
        at,
        agent: name,
        sessionId,
      });
    },
    writeLog: (name, text, sessionId) => {
      const agent = store.requireAgent(name);
      const session = agent.sessions.find(({ id }) => id === sessionId);
      if (sessionId !== undefined && !session) throw new Error(`there is no session ${sessionId}`);
      const deploymentId = session?.deploymentId ?? desiredDeployment(agent).id;
      const line = { at: now(), text, deploymentId, sessionId: sessionId ?? null };
      store.putAgent(
        { ...agent, writtenLogs: [...agent.writtenLogs, line] },
        { type: "agent.changed", at: now(), agent: name },
      );
    },
  };
}
