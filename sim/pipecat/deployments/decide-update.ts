import {
  type Agent,
  type Deployment,
  type DeploymentSettings,
  deploymentSettingsSchema,
  desiredDeployment,
  type Organization,
  type Scaling,
} from "../organization.ts";
import type { Refusal } from "../refusal.ts";
import {
  applyScaling,
  applySettings,
  type Circumstances,
  createDeployment,
  refuseTwoSources,
} from "./apply-request.ts";
import { type References, refuseLimits, refuseReferences, refuseSpending } from "./check-settings.ts";
import { minimumAt, SCALE_UP_MS } from "./ready-replicas.ts";
import type { UpdateServiceRequest } from "./service-requests.ts";

export type UpdateDecision =
  | { readonly refusal: Refusal }
  /** `deployment` is null when no new version comes of the request. */
  | { readonly refusal: null; readonly agent: Agent; readonly deployment: Deployment | null };

/** `POST /agents/{agentName}`: a new version if any setting but the scaling changed, or when forced. */
export function decideUpdate(
  organization: Organization,
  agent: Agent,
  request: UpdateServiceRequest,
  circumstances: Circumstances,
): UpdateDecision {
  const before = desiredDeployment(agent).settings;
  const settings = applySettings(before, request);
  const scaling = applyScaling(agent.scaling, request);
  const isNewVersion = request.forceRedeploy === true || !isSame(before, settings);
  const references = isNewVersion ? settings : namedReferences(request);
  const refusal =
    refuseTwoSources(request) ??
    refuseLimits(organization, agent.region, settings, scaling) ??
    (isNewVersion ? refuseSpending(organization) : null) ??
    refuseReferences(organization, agent.region, references, "update", circumstances.at);
  if (refusal) return { refusal };

  const scaled = withScaling(agent, scaling, circumstances.at);
  if (!isNewVersion) return { refusal: null, agent: scaled, deployment: null };
  const created = createDeployment(organization, settings, scaling, circumstances);
  const deployment = agent.isOperatorHeld ? { ...created, takenUpAt: null } : created;
  const deployments = [...agent.deployments, deployment];
  return { refusal: null, agent: { ...scaled, deployments, updatedAt: circumstances.at }, deployment };
}

function isSame(one: DeploymentSettings, other: DeploymentSettings): boolean {
  return deploymentSettingsSchema.keyof().options.every((key) => one[key] === other[key]);
}

/** Without a new version only what the request itself names is looked at. */
function namedReferences({ buildId, secretSet, imagePullSecretSet }: UpdateServiceRequest): References {
  return {
    buildId: buildId ?? null,
    secretSet: secretSet ?? null,
    imagePullSecretSet: imagePullSecretSet ?? null,
  };
}

/** The pool changes in place; a higher minimum needs time until its instances are up. */
export function withScaling(agent: Agent, scaling: Scaling, at: number): Agent {
  const { minReplicas, maxReplicas } = agent.scaling;
  const keepsMinimum = scaling.minReplicas === minReplicas;
  if (keepsMinimum && scaling.maxReplicas === maxReplicas) return agent;
  const ramp = keepsMinimum ? agent.ramp : rampTo(scaling.minReplicas, agent, at);
  return { ...agent, scaling, ramp, updatedAt: at };
}

/** From the minimum that an earlier raise has reached by now. */
function rampTo(minReplicas: number, agent: Agent, at: number): Agent["ramp"] {
  const reached = minimumAt(agent, at);
  return minReplicas > reached ? { minReplicas: reached, until: at + SCALE_UP_MS } : null;
}
