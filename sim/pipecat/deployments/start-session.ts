import type { Agent, Session } from "../organization.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";
import { observeAgent } from "./observe-agent.ts";
import { activeSessions } from "./session-life.ts";

/** From the request to a bot that is up, when no warm instance takes it. */
const COLD_START_SECONDS = 10;

export type StartOutcome = { readonly session: Session } | { readonly refused: "PCC-1001" | "429" };

/** Starts a session on the agent and tells the listeners; refused when nothing serves, or all instances are taken. */
export function startSession({ store, now, newId }: SimulatorDeps, agent: Agent): StartOutcome {
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
    botStartSeconds: isWarm ? 0 : COLD_START_SECONDS,
    endedAt: null,
    completionStatus: null,
    isTerminated: false,
  };
  store.putAgent(
    { ...agent, sessions: [...agent.sessions, session] },
    { type: "session.started", at, agent: agent.name, sessionId: session.id },
  );
  return { session };
}
