/**
 * What on the platform a plan rests on. When it differs later, somebody else was there: approvals of the plan are void,
 * and a change without an answer can no longer be proven absent. What comes and goes by itself (health, replicas,
 * sessions, times of polls) is no part of it.
 */
import * as z from "zod/mini";
import type { ChangeCall } from "../platforms/change.ts";
import type { AgentStatus, LiveKitAgentStatus, PipecatAgentStatus, PlatformName } from "../platforms/port.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { ChangePlan } from "./change-plan.ts";
import { NO_SETTINGS, settingsOf } from "./deployment-settings.ts";
import { productionRegions } from "./production-regions.ts";
import { deploymentOf } from "./source-call.ts";

/** Canonical JSON. Of LiveKit's deployments only production counts, and the one that `call` names. */
export function describeBasis(status: AgentStatus, call: ChangeCall): string {
  return canonicalJson(status.platform === "livekit" ? liveKitBasis(status, call) : pipecatBasis(status));
}

/** That of an agent that is not there: it has nothing. */
export const describeAbsence = (platform: PlatformName): string =>
  canonicalJson(
    platform === "livekit"
      ? { version: null, deployedAt: null, versions: [] }
      : { desiredDeploymentId: null, scaling: null, settings: NO_SETTINGS },
  );

function liveKitBasis(status: LiveKitAgentStatus, call: ChangeCall) {
  const named = call.kind === "promote" ? call.from : deploymentOf(call);
  const source = status.regions.filter(({ deployment }) => named !== null && deployment === named);
  return {
    version: status.version,
    deployedAt: status.deployedAt,
    versions: [...productionRegions(status), ...source]
      .map(({ deployment, region, version }) => `${deployment ?? "production"} ${region} ${version ?? "--"}`)
      .toSorted(),
  };
}

const pipecatBasis = (status: PipecatAgentStatus) => ({
  desiredDeploymentId: status.desiredDeploymentId,
  scaling: status.scaling,
  settings: settingsOf(status),
});

const text = z.nullable(z.string());

const liveKitSchema = z.object({ version: text });
const pipecatSchema = z.object({
  desiredDeploymentId: text,
  scaling: z.nullable(z.object({ min: z.number(), max: z.number() })),
  settings: z.object({
    image: text,
    buildId: text,
    secretSet: text,
    imagePullSecretSet: text,
    profile: text,
    krispAudioFilter: text,
    maxSessionSeconds: z.nullable(z.number()),
    architecture: text,
  }),
});

/** Throws on the basis of another platform: a plan is never compared across platforms. */
export const readLiveKitBasis = ({ basis }: Pick<ChangePlan, "basis">): z.infer<typeof liveKitSchema> =>
  liveKitSchema.parse(JSON.parse(basis));

/** Throws on the basis of another platform. */
export const readPipecatBasis = ({ basis }: Pick<ChangePlan, "basis">): z.infer<typeof pipecatSchema> =>
  pipecatSchema.parse(JSON.parse(basis));
