/** A project as it is when the simulated cloud starts, and how it becomes state. */
import { planIdleCheck } from "./agenda.ts";
import type { Agent, CloudState, Deployment, Secret, Version } from "./cloud-state.ts";

export interface DeploymentSeed {
  readonly region: string;
  readonly serverRegion: string;
  readonly status: string;
  readonly replicas: { readonly current: number; readonly min: number; readonly max: number };
  readonly lastScrapedAt: number | null;
  /** The deployment's name; default "", production. */
  readonly deployment?: string;
  readonly deploymentEnabled?: boolean;
  /** Of a named deployment; default: the current one. */
  readonly version?: string;
  readonly crashingSince?: number;
}

/** The newest version that has been deployed, and not to a named deployment, is the current one. */
export interface AgentSeed {
  readonly id: string;
  readonly name: string;
  readonly versions: readonly {
    readonly version: string;
    readonly createdAt: number;
    /** null: never deployed. */
    readonly deployedAt: number | null;
    readonly attributes: Readonly<Record<string, string>>;
    readonly broken?: boolean;
  }[];
  readonly secrets: readonly Pick<Secret, "name" | "kind" | "createdAt" | "updatedAt">[];
  readonly deployments: readonly DeploymentSeed[];
}

export interface ProjectSeed {
  readonly name: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly agents: readonly AgentSeed[];
}

export function seedState(projects: readonly ProjectSeed[], now: number): CloudState {
  const state: CloudState = { format: 2, projects: [], agenda: [] };
  for (const { name, agents } of projects) {
    const project = { name, agents: agents.map((agent) => seedAgent(agent, now)), rooms: [] };
    state.projects.push(project);
    for (const { deployments } of project.agents) {
      for (const deployment of deployments) planIdleCheck(state, project, deployment, now);
    }
  }
  return state;
}

function seedAgent(seed: AgentSeed, now: number): Agent {
  const named = new Set(seed.deployments.map(({ version }) => version));
  const current = seed.versions
    .filter(({ version, deployedAt }) => deployedAt !== null && !named.has(version))
    .toSorted((one, other) => other.createdAt - one.createdAt)[0];
  const deployments = seed.deployments.map((deployment) => seedDeployment(seed.id, current, deployment, now));
  return {
    id: seed.id,
    name: seed.name,
    deployedAt: current?.deployedAt ?? null,
    rollouts: [],
    stalled: false,
    sources: [],
    buildFault: null,
    isNextBroken: false,
    versions: seed.versions.map((version): Version => {
      const row = deployments.find((deployment) => deployment.version === version.version);
      return {
        ...version,
        current: version === current,
        active: version === current || row !== undefined,
        draining: false,
        status: row?.status ?? "",
        attributes: { ...version.attributes },
        broken: version.broken ?? false,
      };
    }),
    secrets: seed.secrets.map((secret) => ({ ...secret, deployments: [] })),
    deployments,
  };
}

function seedDeployment(
  agentId: string,
  newest: AgentSeed["versions"][number] | undefined,
  seed: DeploymentSeed,
  now: number,
): Deployment {
  const { current, min, max } = seed.replicas;
  return {
    agentId,
    region: seed.region,
    deployment: seed.deployment ?? "",
    serverRegion: seed.serverRegion,
    deploymentEnabled: seed.deploymentEnabled ?? false,
    status: seed.status,
    version: seed.version ?? newest?.version ?? "",
    replicas: current,
    minReplicas: min,
    maxReplicas: max,
    awakeReplicas: Math.max(current, min, 1),
    readyAt: null,
    lastBusyAt: now,
    crashingSince: seed.crashingSince ?? null,
    startedAt: current > 0 ? (newest?.deployedAt ?? now) : null,
    lastScrapedAt: seed.lastScrapedAt,
    writtenLogs: [],
    chapter: 0,
  };
}
