/** What is read of Pipecat Cloud's answers: its OpenAPI document, and the fields beyond it that its own clients read. */
import * as z from "zod/mini";
import {
  lenientFlag,
  lenientList,
  lenientNumber,
  lenientObject,
  lenientQuantity,
  lenientText,
  lenientTime,
} from "./lenient-fields.ts";

const scalingSchema = lenientObject({ minReplicas: z.number(), maxReplicas: z.number() });

const specSchema = lenientObject({
  /** Absent for an agent that was deployed from a build. */
  image: lenientText,
  autoScaling: scalingSchema,
  imagePullSecretName: lenientText,
  envFromSecretNames: lenientList(z.string()),
  resources: lenientObject({ cpu: lenientQuantity, memory: lenientQuantity }),
  /** Only that the filter is on; which of the two it is the manifest does not tell. */
  krispViva: lenientObject({ audioFilters: lenientFlag }),
  maxSessionDurationSeconds: lenientNumber,
  /** "arm64" or "amd64". Undocumented: read by the official CLI since 1.2.0. */
  arch: lenientText,
  /** The older word for it: "arm". */
  dailyNodeType: lenientText,
});
export type WireSpec = z.infer<typeof specSchema>;

const deploymentSchema = lenientObject({
  /** Undocumented: read by the official CLI since 1.1.0. */
  buildId: lenientText,
  createdAt: lenientTime,
  manifest: lenientObject({ spec: specSchema }),
});

const revisionSchema = lenientObject({
  deploymentID: lenientText,
  phase: lenientText,
  phaseStartedAt: lenientTime,
  readyReplicas: lenientNumber,
  hasInfrastructureIssue: lenientFlag,
  health: lenientObject({
    ready: lenientFlag,
    state: lenientText,
    restartCount: lenientNumber,
    reason: lenientText,
    lastExitCode: lenientNumber,
    lastTerminationReason: lenientText,
    message: lenientText,
  }),
});
export type WireRevision = z.infer<typeof revisionSchema>;

export const serviceSchema = z.object({
  name: z.string().check(z.minLength(1)),
  region: lenientText,
  ready: lenientFlag,
  available: lenientFlag,
  updatedAt: lenientTime,
  desiredDeploymentId: lenientText,
  /** Deprecated alias of the desired one. */
  activeDeploymentId: lenientText,
  reconciledDeploymentId: lenientText,
  autoScaling: scalingSchema,
  activeSessionCount: lenientNumber,
  deployment: deploymentSchema,
  agentProfile: lenientText,
  krispViva: lenientObject({ audioFilter: lenientText }),
  currentRevision: revisionSchema,
  previousRevision: revisionSchema,
  /** Undocumented: the official CLI and GitHub Action fail a deployment by it. */
  errors: lenientList(z.object({ code: lenientText, message: lenientText, error: lenientText })),
});
export type WireService = z.infer<typeof serviceSchema>;

const listedServiceSchema = z.object({
  name: z.string().check(z.minLength(1)),
  region: lenientText,
  createdAt: lenientTime,
  updatedAt: lenientTime,
  deletedAt: lenientTime,
  deployment: deploymentSchema,
});
export type WireListedService = z.infer<typeof listedServiceSchema>;

/** `GET /regions`: where agents can run. */
export const regionListSchema = z.object({ regions: z.array(z.object({ code: z.string() })) });

/** The key is `services`, although the route says agents. */
export const serviceListSchema = z.object({ services: z.array(listedServiceSchema) });
