/** The hosts of the real cloud: those of projects, "agents.livekit.cloud", and one of the agents API for each region. */

export const CLI_VERSION_HEADER = "x-livekit-cli-version";
export const NO_CLI_VERSION = "livekit-cli version header is required";

/** Whether it is the host of a project. It knows no agents, and was seen to answer such calls with a friendly text. */
export function isProjectHost(hostname: string): boolean {
  return hostname.endsWith(".livekit.cloud") && !hostname.split(".").includes("agents");
}

/** "osbxash1a" of "osbxash1a.agents.livekit.cloud"; null for a host that is for all regions. */
export function serverRegionOf(hostname: string): string | null {
  return /^([^.]+)\.agents\./.exec(hostname)?.[1] ?? null;
}
