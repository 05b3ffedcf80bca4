import type { Deployment, DeploymentSettings, Organization, Scaling } from "../organization.ts";
import { badRequest, type Refusal } from "../refusal.ts";
import { RECONCILE_MS } from "./life-cycle.ts";
import type { UpdateServiceRequest } from "./service-requests.ts";

/** Time and identity for a decision. `newId` must give UUIDs. */
export interface Circumstances {
  readonly at: number;
  readonly newId: () => string;
}

/** The settings after the request; what it leaves out keeps its value. */
export function applySettings(
  settings: DeploymentSettings,
  request: UpdateServiceRequest,
): DeploymentSettings {
  const legacy = request.nodeType && ({ arm: "arm64", amd: "amd64" } as const)[request.nodeType];
  const audioFilter = request.krispViva?.audioFilter;
  return {
    ...applySource(settings, request),
    architecture: request.architecture ?? legacy ?? settings.architecture,
    imagePullSecretSet: request.imagePullSecretSet ?? settings.imagePullSecretSet,
    secretSet: request.secretSet ?? settings.secretSet,
    audioFilter: audioFilter === undefined ? settings.audioFilter : audioFilter,
    agentProfile: request.agentProfile ?? settings.agentProfile,
    maxSessionDuration: request.maxSessionDuration ?? settings.maxSessionDuration,
    websocketAuth: request.websocketAuth ?? settings.websocketAuth,
  };
}

/** An image replaces a build and the other way round. */
function applySource(
  settings: DeploymentSettings,
  { image, buildId }: UpdateServiceRequest,
): Pick<DeploymentSettings, "image" | "buildId"> {
  if (image !== undefined) return { image, buildId: null };
  if (buildId !== undefined) return { image: null, buildId };
  return { image: settings.image, buildId: settings.buildId };
}

export function applyScaling(scaling: Scaling, { autoScaling }: UpdateServiceRequest): Scaling {
  return {
    minReplicas: autoScaling?.minAgents ?? scaling.minReplicas,
    maxReplicas: autoScaling?.maxAgents ?? scaling.maxReplicas,
  };
}

/** A request names an image or a build, never both. */
export function refuseTwoSources({ image, buildId }: UpdateServiceRequest): Refusal | null {
  if (image === undefined || buildId === undefined) return null;
  return badRequest("Cannot specify both image and buildId. Use one or the other.");
}

/** A deployment of these settings, in trouble from the start when its image is known to be broken. */
export function createDeployment(
  organization: Organization,
  settings: DeploymentSettings,
  scaling: Scaling,
  { at, newId }: Circumstances,
): Deployment {
  const trouble = organization.brokenImages[settings.image ?? settings.buildId ?? ""] ?? null;
  return {
    id: newId(),
    createdAt: at,
    takenUpAt: at + RECONCILE_MS,
    settings,
    scaling,
    conditions: [{ since: at, trouble, isGivenUp: false, restartsBefore: 0, exitBefore: null }],
    infrastructureIssue: false,
  };
}
