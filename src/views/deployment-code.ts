import { codeText } from "./escape-text.ts";
import type { Mrkdwn } from "./mrkdwn.ts";

/**
 * The id of a Pipecat deployment or session, a UUID, by its first eight characters: they tell the deployments of one agent apart,
 * and leave room on a phone. Any other id stays whole.
 */
export function deploymentCode(deploymentId: string): Mrkdwn {
  return codeText(shortDeployment(deploymentId));
}

/** The same as plain text, for where nothing is marked up. */
export const shortDeployment = (deploymentId: string): string =>
  /^[0-9a-f]{8}-/.test(deploymentId) ? deploymentId.slice(0, 8) : deploymentId;
