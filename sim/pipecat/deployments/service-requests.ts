/** Bodies of the agent routes as the REST reference has them; unknown keys are dropped in silence, as the platform does. */
import * as z from "zod";
import { agentProfiles, architectures, websocketAuths } from "../organization.ts";

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

export const createServiceRequestSchema = z.object({
  serviceName: z
    .string()
    .max(54)
    .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])$/),
  region: text.optional(),
  ...settingsShape,
});

/** What only the organization's API takes. */
const organizationShape = {
  websocketAuth: z.enum(websocketAuths).optional(),
  /** For regions that the customer hosts; the organization has none. */
  resources: z.never().optional(),
};
/** `PUT /services`: the name stands in the body. */
export const putServiceRequestSchema = updateServiceRequestSchema.extend({
  serviceName: text,
  ...organizationShape,
});
/** `POST /services` */
export const postServiceRequestSchema = createServiceRequestSchema.extend(organizationShape);

type OrganizationSettings = z.infer<z.ZodObject<typeof organizationShape>>;
export type UpdateServiceRequest = z.infer<typeof updateServiceRequestSchema> & OrganizationSettings;
export type CreateServiceRequest = z.infer<typeof createServiceRequestSchema> & OrganizationSettings;
