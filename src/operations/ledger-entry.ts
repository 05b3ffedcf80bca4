/** One deployment of a Pipecat agent as we saw it: the only history there is for who has just an API key. */
import type { PipecatAgentStatus } from "../platforms/port.ts";

/** What a deployment ran with. Scaling is not part of it: it changes without a new deployment. Secret values never are. */
export type DeploymentSettings = Pick<
  PipecatAgentStatus,
  | "image"
  | "buildId"
  | "secretSet"
  | "imagePullSecretSet"
  | "profile"
  | "krispAudioFilter"
  | "maxSessionSeconds"
  | "architecture"
>;

export interface LedgerEntry extends DeploymentSettings {
  readonly deploymentId: string;
  readonly firstSeenAt: number;
  /** Whether it was ever seen ready; a deployment that never was is no good target for a rollback. */
  readonly outcome: "healthy" | "failed" | "unknown";
  /** The operation of ours that made it, and who asked; null when it came from elsewhere. */
  readonly operationId: string | null;
  readonly askedBy: string | null;
}
