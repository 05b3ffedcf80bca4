import type { Agent, Deployment, DeploymentSettings, Organization, Scaling } from "../organization.ts";
import { badRequest, type Refusal } from "../refusal.ts";
import {
  applyScaling,
  applySettings,
  type Circumstances,
  createDeployment,
  refuseTwoSources,
} from "./apply-request.ts";
import { refuseLimits, refuseReferences, refuseSpending } from "./check-settings.ts";
import type { CreateServiceRequest } from "./service-requests.ts";

const DEFAULT_SETTINGS: Omit<DeploymentSettings, "architecture"> = {
  image: null,
  buildId: null,
  imagePullSecretSet: null,
  secretSet: null,
  audioFilter: null,
  agentProfile: "agent-1x",
  maxSessionDuration: null,
  websocketAuth: "none",
};
const DEFAULT_SCALING: Scaling = { minReplicas: 0, maxReplicas: 50 };

export type CreationDecision =
  | { readonly refusal: Refusal }
  | { readonly refusal: null; readonly agent: Agent; readonly deployment: Deployment };

/** `POST /agents`: a new agent with its first deployment. */
export function decideCreation(
  organization: Organization,
  request: CreateServiceRequest,
  circumstances: Circumstances,
): CreationDecision {
  const region = organization.regions.find(
    ({ code }) => code === (request.region ?? organization.defaultRegion),
  );
  const architecture = region?.architectures[0];
  if (!region || !architecture) {
    return { refusal: badRequest("Invalid region or organization does not have access") };
  }
  const settings = applySettings({ ...DEFAULT_SETTINGS, architecture }, request);
  const scaling = applyScaling(DEFAULT_SCALING, request);
  const refusal =
    refuseTakenName(organization, request.serviceName) ??
    refuseTwoSources(request) ??
    refuseNoSource(settings) ??
    refuseLimits(organization, region.code, settings, scaling) ??
    refuseSpending(organization) ??
    refuseReferences(organization, region.code, settings, "create", circumstances.at);
  if (refusal) return { refusal };

  const deployment = createDeployment(organization, settings, scaling, circumstances);
  const agent: Agent = {
    id: circumstances.newId(),
    name: request.serviceName,
    region: region.code,
    createdAt: circumstances.at,
    updatedAt: circumstances.at,
    deletedAt: null,
    scaling,
    ramp: null,
    idleInstancesGoneAt: null,
    isOperatorHeld: false,
    deployments: [deployment],
    sessions: [],
    writtenLogs: [],
  };
  return { refusal: null, agent, deployment };
}

function refuseTakenName(organization: Organization, name: string): Refusal | null {
  const isTaken = organization.agents.some((agent) => agent.name === name && agent.deletedAt === null);
  return isTaken ? badRequest("Service already exists") : null;
}

function refuseNoSource({ image, buildId }: DeploymentSettings): Refusal | null {
  if (image !== null || buildId !== null) return null;
  return badRequest("Either image or buildId is required for service creation");
}
