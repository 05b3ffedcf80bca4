/**
 * The facts that the simulated Pipecat Cloud stores about one organization. What a client sees (phases, replicas,
 * health, log lines) is never stored: it follows from these facts and the time. All times are milliseconds since 1970.
 */
import * as z from "zod";
import {
  buildSchema,
  publicKeySchema,
  secretSetSchema,
  spendingSchema,
  uploadSchema,
} from "./supplies/supply-schemas.ts";

/** What keeps a deployment from serving; null in its place means that the program runs well. */
export const troubleSchema = z.discriminatedUnion("kind", [
  /** The program exits soon after every start. */
  z.object({
    kind: z.literal("crash"),
    exitCode: z.int(),
    reason: z.enum(["Error", "OOMKilled"]),
    message: z.string(),
  }),
  /** The image cannot be had; `code` is one of the PCC_IMAGE_* codes. */
  z.object({ kind: z.literal("image-pull"), code: z.string(), message: z.string() }),
  /** No machine takes the replicas, and nobody says why. */
  z.object({ kind: z.literal("stalled") }),
]);
export type Trouble = z.infer<typeof troubleSchema>;

const lastExitSchema = z.object({ code: z.int(), reason: z.string() });

const conditionSchema = z.object({
  since: z.number(),
  trouble: troubleSchema.nullable(),
  /** The platform has given up on the deployment: phase Failed. */
  isGivenUp: z.boolean(),
  /** What earlier conditions of the same deployment left behind. */
  restartsBefore: z.int(),
  exitBefore: lastExitSchema.nullable(),
});
export type Condition = z.infer<typeof conditionSchema>;

export const agentProfiles = ["agent-1x", "agent-2x", "agent-3x"] as const;
export const architectures = ["amd64", "arm64"] as const;
export const websocketAuths = ["none", "token"] as const;

/** The settings that make a version: a change of any of them is a new deployment. */
export const deploymentSettingsSchema = z.object({
  image: z.string().nullable(),
  buildId: z.string().nullable(),
  architecture: z.enum(architectures),
  imagePullSecretSet: z.string().nullable(),
  secretSet: z.string().nullable(),
  audioFilter: z.enum(["tel", "pro"]).nullable(),
  agentProfile: z.enum(agentProfiles),
  /** Seconds; null is the platform's default. */
  maxSessionDuration: z.int().nullable(),
  /** Taken by the organization's API only, and shown by neither. */
  websocketAuth: z.enum(websocketAuths),
});
export type DeploymentSettings = z.infer<typeof deploymentSettingsSchema>;

const scalingSchema = z.object({ minReplicas: z.int(), maxReplicas: z.int() });
export type Scaling = z.infer<typeof scalingSchema>;

const deploymentSchema = z.object({
  id: z.string(),
  createdAt: z.number(),
  /** When the operator takes it up; null while the world holds the operator. */
  takenUpAt: z.number().nullable(),
  settings: deploymentSettingsSchema,
  /** As it was at the deploy; later scaling changes do not touch it. */
  scaling: scalingSchema,
  /** Oldest first; the first begins with the deployment. */
  conditions: z.array(conditionSchema).min(1),
  infrastructureIssue: z.boolean(),
});
export type Deployment = z.infer<typeof deploymentSchema>;

const sessionSchema = z.object({
  id: z.string(),
  deploymentId: z.string(),
  createdAt: z.number(),
  coldStart: z.boolean(),
  /** From the request to the bot being up, in whole seconds. */
  botStartSeconds: z.int(),
  /** null: nobody ended it; it still ends by itself at the deployment's limit. */
  endedAt: z.number().nullable(),
  completionStatus: z.string().nullable(),
  /** Stopped by an API call, not by its caller or its program. */
  isTerminated: z.boolean(),
});
export type Session = z.infer<typeof sessionSchema>;

const writtenLogSchema = z.object({
  at: z.number(),
  text: z.string(),
  deploymentId: z.string(),
  sessionId: z.string().nullable(),
});

const agentSchema = z.object({
  id: z.string(),
  name: z.string(),
  region: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
  deletedAt: z.number().nullable(),
  scaling: scalingSchema,
  /** After a raise instances come up one by one, from `minReplicas` to the new minimum, the last of them at `until`. */
  ramp: z.object({ minReplicas: z.int(), until: z.number() }).nullable(),
  /** Instances that were idle at this moment are gone. */
  idleInstancesGoneAt: z.number().nullable(),
  /** No deployment is taken up as long as this holds. */
  isOperatorHeld: z.boolean(),
  /** Oldest first; the last one is the desired one. */
  deployments: z.array(deploymentSchema).min(1),
  sessions: z.array(sessionSchema),
  writtenLogs: z.array(writtenLogSchema),
});
export type Agent = z.infer<typeof agentSchema>;

export const organizationSchema = z.object({
  id: z.string(),
  name: z.string(),
  verboseName: z.string(),
  privateKeys: z.array(z.string()),
  publicKeys: z.array(publicKeySchema),
  personalAccessTokens: z.array(z.string()),
  regions: z.array(
    z.object({
      code: z.string(),
      displayName: z.string(),
      architectures: z.array(z.enum(architectures)).min(1),
    }),
  ),
  defaultRegion: z.string(),
  /** No agent of the organization may have a higher maximum of replicas. */
  replicaCap: z.int(),
  agents: z.array(agentSchema),
  secretSets: z.array(secretSetSchema),
  builds: z.array(buildSchema),
  uploads: z.array(uploadSchema),
  spending: spendingSchema,
  /** Images and build ids whose deployments run into trouble. */
  brokenImages: z.record(z.string(), troubleSchema),
  /** By the name of a secret set: how many of its next writes meet another one, and why its provisioning fails. */
  secretTroubles: z
    .record(z.string(), z.object({ conflicts: z.int(), failure: z.string().nullable() }))
    .default({}),
});
export type Organization = z.infer<typeof organizationSchema>;

/** The last deployment of an agent is the one that was asked for last. */
export function desiredDeployment(agent: Agent): Deployment {
  const desired = agent.deployments.at(-1);
  if (!desired) throw new Error(`agent ${agent.name} has no deployment`);
  return desired;
}
