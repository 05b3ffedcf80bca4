/** An agent on the wire: ServiceListItem and ServiceDetailsResponse of the REST reference. */
import type { AgentObservation, Revision } from "../deployments/observe-agent.ts";
import type { RevisionHealth } from "../deployments/revision-health.ts";
import type { Agent, Deployment, DeploymentSettings, Organization } from "../organization.ts";
import type { Surface } from "./surface.ts";

/** What the profiles are made of. */
export const RESOURCES: Record<DeploymentSettings["agentProfile"], { cpu: string; memory: string }> = {
  "agent-1x": { cpu: "500m", memory: "1Gi" },
  "agent-2x": { cpu: "1000m", memory: "2Gi" },
  "agent-3x": { cpu: "1500m", memory: "3Gi" },
};

export const toIso = (at: number): string => new Date(at).toISOString();

/** A deployment with its manifest; the image is left out when it came from a build. */
export function renderDeployment(
  organization: Organization,
  agent: Agent,
  deployment: Deployment,
  surface: Surface,
): Record<string, unknown> {
  const { settings } = deployment;
  return {
    id: deployment.id,
    manifest: {
      apiVersion: "pipecatcloud.daily.co/v1",
      kind: "PCService",
      metadata: { name: agent.name, namespace: organization.name },
      spec: {
        dailyNodeType: settings.architecture === "arm64" ? "arm" : "amd",
        ...(surface === "organization" ? { arch: settings.architecture } : {}),
        ...(settings.image === null ? {} : { image: settings.image }),
        autoScaling: deployment.scaling,
        ...(settings.imagePullSecretSet === null ? {} : { imagePullSecretName: settings.imagePullSecretSet }),
        envFromSecretNames: settings.secretSet === null ? [] : [settings.secretSet],
        resources: RESOURCES[settings.agentProfile],
        krispModels: { enabled: false },
        krispViva: { audioFilters: settings.audioFilter !== null },
        ...(settings.maxSessionDuration === null
          ? {}
          : { maxSessionDurationSeconds: settings.maxSessionDuration }),
      },
    },
    serviceId: agent.id,
    ...(settings.buildId === null ? {} : { buildId: settings.buildId }),
    createdAt: toIso(deployment.createdAt),
    updatedAt: toIso(deployment.createdAt),
  };
}

/** The row of a list: no readiness and no health in it. */
export function renderServiceListItem(
  organization: Organization,
  agent: Agent,
  { desired, reconciled }: AgentObservation,
  includeDeployment: boolean,
): Record<string, unknown> {
  return {
    id: agent.id,
    name: agent.name,
    region: agent.region,
    desiredDeploymentId: desired.id,
    activeDeploymentId: desired.id,
    reconciledDeploymentId: reconciled?.id ?? null,
    organizationId: organization.id,
    createdAt: toIso(agent.createdAt),
    updatedAt: toIso(agent.updatedAt),
    deletedAt: null,
    ...(includeDeployment ? { deployment: renderDeployment(organization, agent, desired, "private") } : {}),
  };
}

export function renderServiceDetails(
  organization: Organization,
  agent: Agent,
  observation: AgentObservation,
  surface: Surface,
): Record<string, unknown> {
  const { desired, reconciled, ready, available, activeSessionCount, current, previous } = observation;
  return {
    name: agent.name,
    region: agent.region,
    ready,
    available,
    createdAt: toIso(agent.createdAt),
    updatedAt: toIso(agent.updatedAt),
    desiredDeploymentId: desired.id,
    activeDeploymentId: desired.id,
    reconciledDeploymentId: reconciled?.id ?? null,
    activeDeploymentReady: ready,
    autoScaling: agent.scaling,
    activeSessionCount,
    deployment: renderDeployment(organization, agent, desired, surface),
    agentProfile: desired.settings.agentProfile,
    krispViva: { audioFilter: desired.settings.audioFilter },
    currentRevision: current && renderRevision(current, surface),
    previousRevision: previous && renderRevision(previous, surface),
    ...(surface === "organization"
      ? renderOrganizationFields(observation)
      : renderPrivateErrors(observation)),
  };
}

function renderRevision(revision: Revision, surface: Surface): Record<string, unknown> {
  const { health } = revision;
  const headline = surface === "organization" && health ? { headline: headlineOf(health) } : {};
  return {
    deploymentID: revision.deploymentId,
    phase: revision.phase,
    readyReplicas: revision.readyReplicas,
    phaseStartedAt: toIso(revision.phaseStartedAt),
    ...(health ? { health: { ...health, ...headline } } : {}),
    ...(revision.infrastructureIssue ? { hasInfrastructureIssue: true } : {}),
  };
}

function headlineOf({ lastTerminationReason }: RevisionHealth): string | undefined {
  if (lastTerminationReason === undefined) return undefined;
  return lastTerminationReason === "OOMKilled" ? "Out of memory" : "Application Error";
}

/** The private API adds `errors` only when there are any. */
function renderPrivateErrors({ errors }: AgentObservation): Record<string, unknown> {
  return errors.length > 0 ? { errors } : {};
}

/** The organization's API always has `errors`, and conditions. The CLI takes an error without `message` for an unknown one. */
function renderOrganizationFields(observation: AgentObservation): Record<string, unknown> {
  const { errors, available, ready, desired } = observation;
  return {
    errors,
    conditions: [
      { type: "Available", status: available ? "True" : "False" },
      { type: "Progressing", status: ready || isDegraded(observation) ? "False" : "True" },
      renderDegraded(observation),
    ],
    resources: RESOURCES[desired.settings.agentProfile],
  };
}

/** Only what is wrong now has a message. */
function isDegraded({ current }: AgentObservation): boolean {
  return current?.phase === "Failed" || current?.health?.message !== undefined;
}

function renderDegraded(observation: AgentObservation): Record<string, unknown> {
  const { errors, current } = observation;
  if (!isDegraded(observation)) return { type: "Degraded", status: "False" };
  const [error] = errors;
  const cause = error
    ? { reason: "ImageResolutionFailed", message: error.message }
    : { reason: current?.health?.lastTerminationReason ?? "Error", message: current?.health?.message };
  return { type: "Degraded", status: "True", ...cause };
}
