import type { LiveKitProject } from "../../../../src/platforms/project.ts";

export const NOW_MS = Date.UTC(2026, 10, 22, 10);

export const project: LiveKitProject = {
  platform: "livekit",
  name: "prod",
  url: "wss://acme.livekit.cloud",
  agentsUrl: null,
  apiKey: "devkey",
  apiSecret: "the-api-secret",
};

export const now = (): number => NOW_MS;

/** What a failure of a call to this project carries. */
export const failedCall = (endpoint: string, changes = false) => ({
  project: "prod",
  service: "LiveKit Cloud",
  endpoint,
  changes,
});
