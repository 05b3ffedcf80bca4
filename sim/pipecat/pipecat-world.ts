import { changeCondition } from "./deployments/change-condition.ts";
import { withScaling } from "./deployments/decide-update.ts";
import { endSession } from "./deployments/end-session.ts";
import { conditionAt } from "./deployments/life-cycle.ts";
import { observeAgent } from "./deployments/observe-agent.ts";
import { activeSessions } from "./deployments/session-life.ts";
import { type Agent, desiredDeployment, type SecretSet, type Session, type Trouble } from "./organization.ts";
import type { SimulatorDeps } from "./simulator-deps.ts";

type Crash = Extract<Trouble, { kind: "crash" }>;

/** Changes to the world behind the API. A name that does not exist is a mistake of the caller and throws. */
export interface PipecatWorld {
  /** The newest deployment's program exits soon after every start from now on; its running sessions end. */
  crash(agent: string, details?: Partial<Omit<Crash, "kind">>): void;
  /** Whatever troubles the newest deployment is over. */
  heal(agent: string): void;
  /** The platform gives up on the newest deployment, whatever its trouble (default: it crashes): phase Failed. */
  giveUp(agent: string): void;
  /** The platform reports trouble of its own with the newest deployment, or no longer. */
  setInfrastructureIssue(agent: string, isThere: boolean): void;
  /** A caller starts a session. `refused` as the start route would: nothing serves, or all instances are taken. */
  startSession(agent: string): { readonly session: Session } | { readonly refused: "PCC-1001" | "429" };
  /** A caller hangs up; a session that has ended stays as it is. */
  endSession(agent: string, sessionId: string, completionStatus?: string): void;
  /** Minimum 0, and all idle instances gone at once; instances with a session stay. */
  scaleToZero(agent: string): void;
  /** Deployments of this image or build id run into trouble from now on; those that exist are not touched. */
  breakImage(image: string, trouble?: Trouble): void;
  mendImage(image: string): void;
  setSecretSetStatus(name: string, status: SecretSet["status"], errorMessage?: string): void;
  /** A line in the log of the newest deployment, or of a session. */
  writeLog(agent: string, text: string, sessionId?: string): void;
}

export const MISSING_MODULE_TRACEBACK = [
  "Traceback (most recent call last):",
  '  File "/app/bot.py", line 3, in <module>',
  "    import foo",
  "ModuleNotFoundError: No module named 'foo'",
].join("\n");

const CRASH: Crash = { kind: "crash", exitCode: 1, reason: "Error", message: MISSING_MODULE_TRACEBACK };

/** The trouble of an image whose tag is in no registry. */
export const unknownImage = (image: string): Trouble => ({
  kind: "image-pull",
  code: "PCC_IMAGE_NOT_FOUND",
  message: `failed to resolve image tag "${image}"`,
});

export function createPipecatWorld({ store, now, newId }: SimulatorDeps): PipecatWorld {
  const requireAgent = (name: string): Agent => {
    const agent = store.findAgent(name);
    if (!agent) throw new Error(`there is no agent ${name}`);
    return agent;
  };
  const put = (agent: Agent): void =>
    store.putAgent(agent, { type: "agent.changed", at: now(), agent: agent.name });
  const change = (name: string, trouble: Trouble | null): void =>
    put(changeCondition(requireAgent(name), { trouble, isGivenUp: false }, now()));
  const setImage = (image: string, what: Trouble | null): void => {
    const { [image]: _, ...others } = store.organization.brokenImages;
    const brokenImages = what ? { ...others, [image]: what } : others;
    store.replace({ ...store.organization, brokenImages }, { type: "image.changed", at: now(), image });
  };

  return {
    crash: (name, details = {}) => change(name, { ...CRASH, ...details }),
    heal: (name) => change(name, null),
    giveUp: (name) => {
      const agent = requireAgent(name);
      const { trouble } = conditionAt(desiredDeployment(agent), now());
      put(changeCondition(agent, { trouble: trouble ?? CRASH, isGivenUp: true }, now()));
    },
    setInfrastructureIssue: (name, infrastructureIssue) => {
      const agent = requireAgent(name);
      const changed = { ...desiredDeployment(agent), infrastructureIssue };
      put({ ...agent, deployments: agent.deployments.with(-1, changed) });
    },
    startSession: (name) => {
      const agent = requireAgent(name);
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
      const agent = requireAgent(name);
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
    scaleToZero: (name) => {
      const agent = requireAgent(name);
      const scaling = { ...agent.scaling, minReplicas: 0 };
      put({ ...withScaling(agent, scaling, now()), idleInstancesGoneAt: now() });
    },
    breakImage: (image, what = unknownImage(image)) => setImage(image, what),
    mendImage: (image) => setImage(image, null),
    setSecretSetStatus: (name, status, errorMessage) => {
      const { organization } = store;
      if (!store.findSecretSet(name)) throw new Error(`there is no secret set ${name}`);
      const secretSets = organization.secretSets.map((set) =>
        set.name === name ? { ...set, status, errorMessage: errorMessage ?? null } : set,
      );
      store.replace(
        { ...organization, secretSets },
        { type: "secret-set.changed", at: now(), secretSet: name },
      );
    },
    writeLog: (name, text, sessionId) => {
      const agent = requireAgent(name);
      const session = agent.sessions.find(({ id }) => id === sessionId);
      if (sessionId !== undefined && !session) throw new Error(`there is no session ${sessionId}`);
      const deploymentId = session?.deploymentId ?? desiredDeployment(agent).id;
      const line = { at: now(), text, deploymentId, sessionId: sessionId ?? null };
      put({ ...agent, writtenLogs: [...agent.writtenLogs, line] });
    },
  };
}
