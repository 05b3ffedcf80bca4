import * as z from "zod";
import { type Agent, type Organization, organizationSchema } from "./organization.ts";
import type { Build, SecretSet } from "./supplies/supply-schemas.ts";

/** Something that happened in the simulated organization, named after the platform's webhooks where it has one. */
export type PipecatEvent = { readonly at: number } & (
  | {
      readonly type: "deployment.created" | "deployment.updated";
      readonly agent: string;
      readonly deploymentId: string;
    }
  | { readonly type: "session.started" | "session.ended"; readonly agent: string; readonly sessionId: string }
  | { readonly type: "agent.changed" | "agent.deleted"; readonly agent: string }
  | { readonly type: "secret-set.changed"; readonly secretSet: string }
  | { readonly type: "image.changed"; readonly image: string }
  | { readonly type: "build.changed"; readonly buildId: string }
  | { readonly type: "api-key.changed"; readonly keyId: string }
  | { readonly type: "upload.changed"; readonly uploadId: string }
  | { readonly type: "spending.changed" | "properties.changed" }
  | { readonly type: "restored" }
);

const snapshotSchema = z.object({ version: z.literal(3), organization: organizationSchema });
/** Everything that the simulator must keep to go on where it stopped; plain JSON, holds the local keys. */
export type PipecatSnapshot = z.infer<typeof snapshotSchema>;

/** Holds the organization. Facts are replaced, never changed in place, so a reader's picture stays whole. */
export class OrganizationStore {
  #organization: Organization;
  readonly #listeners = new Set<(event: PipecatEvent) => void>();

  constructor(organization: Organization) {
    this.#organization = organizationSchema.parse(organization);
  }

  get organization(): Organization {
    return this.#organization;
  }

  /** The living agent of that name. */
  findAgent(name: string): Agent | null {
    return this.#organization.agents.find((agent) => agent.name === name && agent.deletedAt === null) ?? null;
  }

  /** Throws when there is no living agent of that name. */
  requireAgent(name: string): Agent {
    const agent = this.findAgent(name);
    if (!agent) throw new Error(`there is no agent ${name}`);
    return agent;
  }

  findSecretSet(name: string): SecretSet | null {
    return this.#organization.secretSets.find((set) => set.name === name) ?? null;
  }

  findBuild(id: string): Build | null {
    return this.#organization.builds.find((build) => build.id === id) ?? null;
  }

  /** Changes some facts of the organization and tells the listeners. */
  change(change: Partial<Organization>, event: PipecatEvent): void {
    this.replace({ ...this.#organization, ...change }, event);
  }

  /** Adds the set, or replaces the one of its name, and tells the listeners. */
  putSecretSet(set: SecretSet, at: number): void {
    const { secretSets } = this.#organization;
    const known = secretSets.some(({ name }) => name === set.name);
    this.change(
      {
        secretSets: known
          ? secretSets.map((other) => (other.name === set.name ? set : other))
          : [...secretSets, set],
      },
      { type: "secret-set.changed", at, secretSet: set.name },
    );
  }

  /** Adds the agent, or replaces the one with its id, and tells the listeners. */
  putAgent(agent: Agent, event: PipecatEvent): void {
    const { agents } = this.#organization;
    const known = agents.some(({ id }) => id === agent.id);
    this.replace(
      {
        ...this.#organization,
        agents: known ? agents.map((other) => (other.id === agent.id ? agent : other)) : [...agents, agent],
      },
      event,
    );
  }

  replace(organization: Organization, event: PipecatEvent): void {
    this.#organization = organization;
    for (const listener of this.#listeners) listener(event);
  }

  /** Calls the listener after every change until the returned function is called. */
  subscribe(listener: (event: PipecatEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  snapshot(): PipecatSnapshot {
    return structuredClone({ version: 3, organization: this.#organization });
  }

  /** Throws a ZodError when the value is no snapshot of this version. */
  restore(snapshot: unknown, at: number): void {
    this.replace(snapshotSchema.parse(snapshot).organization, { type: "restored", at });
  }
}
