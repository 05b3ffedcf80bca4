/** Something that the simulated cloud has planned to do by itself; carried out when the clock is read past `at`. */
import * as z from "zod";

/** One row of `lk agent status`: `deployment` is the deployment's name, "" for production. */
export const deploymentKeySchema = z.object({
  agentId: z.string(),
  region: z.string(),
  deployment: z.string(),
});

export type DeploymentKey = z.infer<typeof deploymentKeySchema>;

const base = { at: z.number(), project: z.string() };
const ofDeployment = { ...base, of: deploymentKeySchema };
const ofVersion = { ...base, agentId: z.string(), version: z.string() };
const ofRollout = { ...ofVersion, deployment: z.string() };
const ofDispatch = { ...base, dispatchId: z.string() };

export const happeningSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("deployment-reaches"),
    ...ofDeployment,
    status: z.string(),
    chapter: z.number(),
  }),
  z.object({ kind: z.literal("idle-check"), ...ofDeployment }),
  z.object({ kind: z.literal("version-goes-live"), ...ofRollout }),
  z.object({ kind: z.literal("version-fails"), ...ofRollout }),
  z.object({ kind: z.literal("version-drained"), ...ofVersion }),
  /** `deployment` null: the agent goes with all of them. */
  z.object({
    kind: z.literal("deployments-removed"),
    ...base,
    agentId: z.string(),
    deployment: z.string().nullable(),
  }),
  z.object({ kind: z.literal("job-starts"), ...ofDispatch }),
  z.object({ kind: z.literal("agent-joins"), ...ofDispatch }),
  z.object({ kind: z.literal("participant-leaves"), ...base, participantSid: z.string() }),
  z.object({ kind: z.literal("empty-check"), ...base, roomSid: z.string() }),
]);

export type Happening = z.infer<typeof happeningSchema>;
