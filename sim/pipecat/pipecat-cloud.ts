import { CallLog } from "../support/call-log.ts";
import { withControlRoutes } from "../support/control-routes.ts";
import { Faults } from "../support/faults.ts";
import { type AgentObservation, observeAgent } from "./deployments/observe-agent.ts";
import { createApp } from "./http/create-app.ts";
import type { Agent, Organization } from "./organization.ts";
import { OrganizationStore, type PipecatEvent, type PipecatSnapshot } from "./organization-store.ts";
import { createPipecatWorld, type PipecatWorld } from "./pipecat-world.ts";
import { buildStatus } from "./supplies/build-life.ts";
import { secretSetStatus } from "./supplies/secret-set-status.ts";

export interface PipecatCloudOptions {
  /** Milliseconds since 1970; must not run backwards. */
  readonly now: () => number;
  /** Resolves after that many milliseconds; used only by the latency fault. */
  readonly delay: (ms: number) => Promise<void>;
  /** Must give UUIDs. */
  readonly newId?: () => string;
  readonly seed: Organization;
}

/** The organization as it is now, without its keys. */
export interface PipecatState
  extends Pick<Organization, "secretSets" | "builds" | "spending" | "brokenImages"> {
  readonly organization: string;
  readonly agents: readonly (AgentObservation &
    Pick<Agent, "name" | "region" | "scaling" | "isOperatorHeld">)[];
  /** Gone from the API; their sessions run to their end. */
  readonly deletedAgents: readonly (Pick<Agent, "name" | "deletedAt"> &
    Pick<AgentObservation, "activeSessionCount">)[];
}

export interface PipecatCloud {
  /** The HTTP face, faults in front; `/_sim/*` beside it. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Changes the world behind the API, as people, programs and machines do. */
  readonly world: PipecatWorld;
  readonly state: () => PipecatState;
  /** Plain JSON to go on from later; holds the local keys. */
  readonly snapshot: () => PipecatSnapshot;
  /** Throws a ZodError on anything but a snapshot of this version. */
  readonly restore: (snapshot: unknown) => void;
  /** Calls the listener after every change; returns the function that ends it. */
  readonly subscribe: (listener: (event: PipecatEvent) => void) => () => void;
  readonly faults: Faults;
  /** The requests that reached the service; one that a fault stopped before it is not among them. */
  readonly calls: CallLog;
}

/** A Pipecat Cloud with one organization, whose deployments live as time goes by. */
export function createPipecatCloud(options: PipecatCloudOptions): PipecatCloud {
  const { now, delay, newId = () => crypto.randomUUID(), seed } = options;
  const store = new OrganizationStore(seed);
  const faults = new Faults(delay);
  const calls = new CallLog();
  const app = createApp({ store, now, newId }, calls);
  const state = (): PipecatState => {
    const { name: organization, agents, secretSets, builds, spending, brokenImages } = store.organization;
    return {
      organization,
      agents: agents
        .filter(({ deletedAt }) => deletedAt === null)
        .map((agent) => {
          const { name, region, scaling, isOperatorHeld } = agent;
          return { name, region, scaling, isOperatorHeld, ...observeAgent(agent, now()) };
        }),
      deletedAgents: agents
        .filter(({ deletedAt }) => deletedAt !== null)
        .map((agent) => {
          const { activeSessionCount } = observeAgent(agent, now());
          return { name: agent.name, deletedAt: agent.deletedAt, activeSessionCount };
        }),
      secretSets: secretSets.map((set) => ({ ...set, status: secretSetStatus(set, now()) })),
      builds: builds.map((build) => ({ ...build, status: buildStatus(build, now()) })),
      spending,
      brokenImages,
    };
  };
  const service = faults.wrap(async (request) => await app.fetch(request));
  return {
    fetch: withControlRoutes(service, { faults, calls, state }),
    world: createPipecatWorld({ store, now, newId }),
    state,
    snapshot: () => store.snapshot(),
    restore: (snapshot) => store.restore(snapshot, now()),
    subscribe: (listener) => store.subscribe(listener),
    faults,
    calls,
  };
}
