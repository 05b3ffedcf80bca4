/** The settings of a Pipecat deployment: what an update makes of them, and how two of them differ. */
import type { AgentUpdate } from "../platforms/change.ts";
import type { PipecatAgentStatus } from "../platforms/port.ts";
import type { PlannedChange } from "./change-plan.ts";
import type { DeploymentSettings } from "./ledger-entry.ts";

/** What the platform takes for the longest session where nothing is set, in seconds (REST reference). */
export const DEFAULT_MAX_SESSION_SECONDS = 7200;

/** Only the settings, of something that has more. */
export const settingsOf = (of: DeploymentSettings): DeploymentSettings => ({
  image: of.image,
  buildId: of.buildId,
  secretSet: of.secretSet,
  imagePullSecretSet: of.imagePullSecretSet,
  profile: of.profile,
  krispAudioFilter: of.krispAudioFilter,
  maxSessionSeconds: of.maxSessionSeconds,
  architecture: of.architecture,
});

/** Those of an agent that is not there. */
export const NO_SETTINGS: DeploymentSettings = {
  image: null,
  buildId: null,
  secretSet: null,
  imagePullSecretSet: null,
  profile: null,
  krispAudioFilter: null,
  maxSessionSeconds: null,
  architecture: null,
};

/** The settings after the update: what it leaves out stays, and an image takes the place of a build or the reverse. */
export function applyUpdate(before: DeploymentSettings, update: AgentUpdate): DeploymentSettings {
  return {
    ...applySource(before, update),
    secretSet: update.secretSet ?? before.secretSet,
    imagePullSecretSet: update.imagePullSecretSet ?? before.imagePullSecretSet,
    profile: update.profile ?? before.profile,
    krispAudioFilter:
      update.krispAudioFilter === undefined ? before.krispAudioFilter : update.krispAudioFilter,
    maxSessionSeconds: update.maxSessionSeconds ?? before.maxSessionSeconds,
    architecture: update.nodeType ?? before.architecture,
  };
}

function applySource(before: DeploymentSettings, { image, buildId }: AgentUpdate) {
  if (image !== undefined) return { image, buildId: null };
  if (buildId !== undefined) return { image: null, buildId };
  return { image: before.image, buildId: before.buildId };
}

/** In the order in which they matter. Two settings are the same when they read the same. */
const FIELDS: readonly {
  readonly what: PlannedChange["what"];
  readonly read: (settings: DeploymentSettings) => string | null;
}[] = [
  { what: "image", read: ({ image }) => image },
  { what: "build", read: ({ buildId }) => buildId },
  { what: "secret set", read: ({ secretSet }) => secretSet },
  { what: "image pull secret", read: ({ imagePullSecretSet }) => imagePullSecretSet },
  { what: "profile", read: ({ profile }) => profile },
  { what: "Krisp filter", read: ({ krispAudioFilter }) => krispAudioFilter },
  {
    what: "longest session",
    read: ({ maxSessionSeconds }) => `${maxSessionSeconds ?? DEFAULT_MAX_SESSION_SECONDS} s`,
  },
  // "arm64", and "arm" as its deprecated alias.
  { what: "node type", read: ({ architecture }) => architecture?.replace(/64$/, "") ?? null },
];

export function diffSettings(before: DeploymentSettings, after: DeploymentSettings): PlannedChange[] {
  return FIELDS.map(({ what, read }) => ({ what, before: read(before), after: read(after) })).filter(differs);
}

/** A bound that is left out stays. */
export function diffScaling(
  before: PipecatAgentStatus["scaling"],
  asked: AgentUpdate["scaling"],
): PlannedChange[] {
  const bounds = [
    { what: "minimum instances", now: before?.min, wanted: asked?.min },
    { what: "maximum instances", now: before?.max, wanted: asked?.max },
  ] as const;
  return bounds
    .filter(({ wanted }) => wanted !== undefined)
    .map(({ what, now, wanted }) => ({
      what,
      before: now === undefined ? null : `${now}`,
      after: `${wanted}`,
    }))
    .filter(differs);
}

const differs = ({ before, after }: PlannedChange): boolean => before !== after;

/** Such an update makes no new deployment: the running pool grows or shrinks in place (deploy guide). */
export const isScalingOnly = ({ scaling, forceRedeploy, ...settings }: AgentUpdate): boolean =>
  scaling !== undefined &&
  forceRedeploy !== true &&
  Object.values(settings).every((value) => value === undefined);

/** Force alone is something to do: it makes the same deployment anew. */
export function isEmptyUpdate({ scaling, forceRedeploy, ...settings }: AgentUpdate): boolean {
  const values = [...Object.values(settings), scaling?.min, scaling?.max];
  return forceRedeploy !== true && values.every((value) => value === undefined);
}
