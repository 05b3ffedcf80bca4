import type { DeploymentSettings, Organization, Scaling } from "../organization.ts";
import { badRequest, conflict, invalidParameters, notFound, type Refusal } from "../refusal.ts";
import { buildStatus } from "../supplies/build-life.ts";
import { secretSetStatus } from "../supplies/secret-set-status.ts";
import type { SecretSet } from "../supplies/supply-schemas.ts";

/** A new service "will be created" in a region; an existing one "is" there. The platform's texts differ in these words. */
export type Occasion = "create" | "update";

/** What a deployment needs besides itself. */
export type References = Pick<DeploymentSettings, "buildId" | "secretSet" | "imagePullSecretSet">;

/** The first thing that the platform would refuse at `at` about what a deployment in `region` refers to; null if nothing. */
export function refuseReferences(
  organization: Organization,
  region: string,
  { buildId, secretSet, imagePullSecretSet }: References,
  occasion: Occasion,
  at: number,
): Refusal | null {
  const refuseSet = (name: string | null, type: SecretSet["type"]): Refusal | null =>
    name === null ? null : refuseSecretSet(organization, name, type, region, occasion, at);
  return (
    (buildId === null ? null : refuseBuild(organization, buildId, region, at)) ??
    refuseSet(secretSet, "secret") ??
    refuseSet(imagePullSecretSet, "imagePullSecret")
  );
}

function refuseBuild(
  organization: Organization,
  buildId: string,
  region: string,
  at: number,
): Refusal | null {
  const build = organization.builds.find(({ id }) => id === buildId);
  if (!build) return badRequest("Build not found");
  if (build.region !== region) {
    return badRequest(
      `Build is in region '${build.region}' but service is in region '${region}'. Builds must be in the same region as the service.`,
    );
  }
  const status = buildStatus(build, at);
  if (status === "success") return null;
  return badRequest(`Build is not ready (status: ${status}). Only successful builds can be deployed.`);
}

/** A set must be there, of that type, in the agent's region, and provisioned. */
function refuseSecretSet(
  organization: Organization,
  name: string,
  type: SecretSet["type"],
  region: string,
  occasion: Occasion,
  at: number,
): Refusal | null {
  const label = type === "secret" ? "Secret set" : "Image pull secret set";
  const set = organization.secretSets.find((candidate) => candidate.name === name && candidate.type === type);
  if (!set) return notFound(`${label} not found`);
  if (set.region !== region) {
    const service = occasion === "create" ? "service will be created" : "service is";
    const plural = type === "secret" ? "Secrets" : "Image pull secrets";
    return badRequest(
      `${label} '${name}' is in region '${set.region}' but ${service} in region '${region}'. ${plural} must be in the same region as the service.`,
    );
  }
  if (secretSetStatus(set, at) === "ready") return null;
  return conflict(`${label} '${name}' is not yet ready. Retry once it has been provisioned.`);
}

/**
 * The limits that need the organization or two fields at once. The platform documents no texts for them; of the one
 * about the architecture the CLI knows that it names what is supported.
 */
export function refuseLimits(
  organization: Organization,
  region: string,
  settings: DeploymentSettings,
  scaling: Scaling,
): Refusal | null {
  const supported = organization.regions.find(({ code }) => code === region)?.architectures ?? [];
  if (!supported.includes(settings.architecture)) {
    return badRequest(
      `Architecture '${settings.architecture}' is not supported in region '${region}' (supported: ${supported.join(", ")})`,
    );
  }
  const { minReplicas, maxReplicas } = scaling;
  return minReplicas > maxReplicas || maxReplicas > organization.replicaCap ? invalidParameters : null;
}

/** What is spent is spent: nothing new is deployed or started, but what is there may be scaled down and deleted. */
export function refuseSpending({ spending }: Organization): Refusal | null {
  const { limitCents, currentCents, blockedAt } = spending;
  if (blockedAt === null) return null;
  return {
    status: 402,
    body: {
      error: "Spend limit reached",
      code: "SPEND_LIMIT_REACHED",
      limitCents,
      currentSpendCents: currentCents,
    },
  };
}
