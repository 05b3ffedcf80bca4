/** Names of deployments. "production" is reserved; on the wire it has none. */
const PRODUCTION = "production";
const MAX_LENGTH = 63;

export const toWireName = (name: string): string => (name === PRODUCTION ? "" : name);

/** Whether LiveKit's documentation allows the name: letters and digits, and inside of it also "-", "_" and ".". */
export function isDeploymentName(name: string): boolean {
  return name.length <= MAX_LENGTH && /^[a-z\d](?:[\w.-]*[a-z\d])?$/i.test(name);
}
