import { endSession } from "../deployments/end-session.ts";
import { activeSessions } from "../deployments/session-life.ts";
import { type StartOutcome, startSession } from "../deployments/start-session.ts";
import { desiredDeployment } from "../organization.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";

/** What callers and programs do. */
export interface SessionWorld {
  /** A caller starts a session. `refused` as the start route would: nothing serves, or all instances are taken. */
  startSession(agent: string): StartOutcome;
  /** So many more go on, however few instances there are: a busy hour. */
  crowd(agent: string, count: number): void;
  /** A caller hangs up; a session that has ended stays as it is. */
  endSession(agent: string, sessionId: string, completionStatus?: string): void;
  /** A line in the log of the newest deployment, or of a session. */
  writeLog(agent: string, text: string, sessionId?: string): void;
}

export function createSessionWorld(deps: SimulatorDeps): SessionWorld {
  const { store, now } = deps;
  return {
    startSession: (name) => startSession(deps, store.requireAgent(name)),
    crowd: (name, count) => {
      const agent = store.requireAgent(name);
      const at = now();
      const added = Array.from({ length: count }, () => ({
        id: deps.newId(),
        deploymentId: desiredDeployment(agent).id,
        createdAt: at,
        coldStart: false,
        botStartSeconds: 0,
        endedAt: null,
        completionStatus: null,
        isTerminated: false,
      }));
      const event = { type: "session.started", at, agent: name, sessionId: added[0]?.id ?? "" } as const;
      store.putAgent({ ...agent, sessions: [...agent.sessions, ...added] }, event);
    },
    endSession: (name, sessionId, completionStatus = "HTTP_COMPLETED") => {
      const agent = store.requireAgent(name);
      const at = now();
      if (!agent.sessions.some(({ id }) => id === sessionId))
        throw new Error(`there is no session ${sessionId}`);
      if (!activeSessions(agent, at).some(({ id }) => id === sessionId)) return;
      store.putAgent(endSession(agent, sessionId, at, { completionStatus, isTerminated: false }), {
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
