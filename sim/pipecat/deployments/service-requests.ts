/** Bodies of the agent routes as the REST reference has them; unknown keys are dropped in silence, as the platform does. */
import * as z from "zod";
import { agentProfiles, architectures } from "../organization.ts";

const text = z.string().min(1);

const settingsShape = {
  image: text.optional(),
  buildId: z.guid().optional(),
  architecture: z.enum(architectures).optional(),
  /** Deprecated alias of `architecture`, which wins. */
  nodeType: z.enum(["arm", "amd"]).optional(),
  imagePullSecretSet: text.optional(),
  secretSet: text.optional(),
  autoScaling: z
    .object({ minAgents: z.int().min(0).optional(), maxAgents: z.int().min(1).optional() })
    .optional(),
  krispViva: z.object({ audioFilter: z.enum(["tel", "pro"]).nullable().optional() }).optional(),
  agentProfile: z.enum(agentProfiles).optional(),
  /** Seconds. */
  maxSessionDuration: z.int().min(60).max(14_400).optional(),
};

export const updateServiceRequestSchema = z.object({
  ...settingsShape,
  forceRedeploy: z.boolean().optional(),
});
export type UpdateServiceRequest = z.infer<typeof updateServiceRequestSchema>;

export const createServiceRequestSchema = z.object({
  serviceName: z
    .string()
    .max(54)
    .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])$/),
  region: text.optional(),
  ...settingsShape,
});
export type CreateServiceRequest = z.infer<typeof createServiceRequestSchema>;
