/** Where agents can be put, and the host of the agents API that knows them there. */
export const SERVER_REGIONS: ReadonlyMap<string, string> = new Map([
  ["us-east", "osbxash1a"],
  ["eu-central", "osbxfra1a"],
  ["ap-south", "osbxbom1a"],
]);

/** Where an agent goes that asks for no region (livekit-cli cmd/lk/agent.go). */
export const DEFAULT_REGION = "us-east";
