import type { AgentUpdate } from "../change.ts";

/** `POST /agents/{name}`; what is undefined is not sent, and stays as it is. */
export type UpdateRequest = ReturnType<typeof toUpdateRequest>;

/** An update in the words of Pipecat's REST reference, where requests have other names than answers. */
export const toUpdateRequest = ({ scaling, krispAudioFilter, ...update }: AgentUpdate) => ({
  image: update.image,
  buildId: update.buildId,
  // "arm64"; the official client's word for it. `nodeType` is deprecated, and a field that is unknown is dropped in silence.
  architecture: update.nodeType && `${update.nodeType}64`,
  imagePullSecretSet: update.imagePullSecretSet,
  secretSet: update.secretSet,
  autoScaling: scaling && { minAgents: scaling.min, maxAgents: scaling.max },
  krispViva: krispAudioFilter === undefined ? undefined : { audioFilter: krispAudioFilter },
  agentProfile: update.profile,
  maxSessionDuration: update.maxSessionSeconds,
  forceRedeploy: update.forceRedeploy,
});

/** `POST /agents`; what is undefined is not sent, and the platform's default holds. */
export type CreateRequest = ReturnType<typeof toCreateRequest>;

export function toCreateRequest(
  name: string,
  { update, region }: { readonly update: AgentUpdate; readonly region: string | null },
) {
  const { forceRedeploy: _, ...fields } = toUpdateRequest(update);
  return { serviceName: name, region: region ?? undefined, ...fields };
}
