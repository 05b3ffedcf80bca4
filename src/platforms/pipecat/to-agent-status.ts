/** Pipecat's description of an agent in our words. */
import { maskSecrets } from "../masking/mask-secrets.ts";
import type { PipecatAgentStatus, PipecatRevision } from "../port.ts";
import { decideHealth } from "./decide-health.ts";
import { deriveProfile } from "./derive-profile.ts";
import type { WireRevision, WireService, WireSpec } from "./service-schemas.ts";

export function toAgentStatus(wire: WireService, project: string): PipecatAgentStatus {
  const spec = wire.deployment?.manifest?.spec ?? null;
  const scaling = wire.autoScaling ?? spec?.autoScaling ?? null;
  const ready = wire.ready ?? false;
  const facts = {
    ready,
    // Older answers lack it; the official client falls back in the same way.
    available: wire.available ?? ready,
    activeSessions: wire.activeSessionCount ?? 0,
    desiredDeploymentId: wire.desiredDeploymentId ?? wire.activeDeploymentId,
    reconciledDeploymentId: wire.reconciledDeploymentId,
    current: toRevision(wire.currentRevision),
    errors: wire.errors.map(({ code, message, error }) => ({
      code: code ?? "",
      message: maskSecrets(message ?? error ?? ""),
    })),
  };
  return {
    platform: "pipecat",
    agent: { project, platform: "pipecat", id: wire.name, name: wire.name },
    ...facts,
    health: decideHealth(facts),
    region: wire.region,
    previous: toRevision(wire.previousRevision),
    scaling: scaling && { min: scaling.minReplicas, max: scaling.maxReplicas },
    profile: wire.agentProfile ?? deriveProfile(spec?.resources ?? null),
    image: spec?.image ?? null,
    buildId: wire.deployment?.buildId ?? null,
    secretSet: spec?.envFromSecretNames[0] ?? null,
    imagePullSecretSet: spec?.imagePullSecretName ?? null,
    maxSessionSeconds: spec?.maxSessionDurationSeconds ?? null,
    krispAudioFilter: wire.krispViva ? wire.krispViva.audioFilter : readManifestFilter(spec),
    architecture: spec?.arch ?? spec?.dailyNodeType ?? null,
    updatedAt: wire.updatedAt,
  };
}

/** "on" is neither of the two filters: which one it is cannot be known, and must not be guessed. */
const readManifestFilter = (spec: WireSpec): string | null => (spec?.krispViva?.audioFilters ? "on" : null);

function toRevision(wire: WireRevision): PipecatRevision | null {
  if (!wire) return null;
  const { health } = wire;
  return {
    deploymentId: wire.deploymentID ?? "",
    phase: wire.phase ?? "",
    phaseStartedAt: wire.phaseStartedAt,
    readyReplicas: wire.readyReplicas ?? 0,
    infrastructureIssue: wire.hasInfrastructureIssue ?? false,
    health: health && {
      ready: health.ready ?? false,
      state: health.state,
      restarts: health.restartCount ?? 0,
      reason: health.reason,
      lastExitCode: health.lastExitCode,
      lastTerminationReason: health.lastTerminationReason,
      message: health.message === null ? null : maskSecrets(health.message),
    },
  };
}
