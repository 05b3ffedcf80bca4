import type { PipecatProject } from "../../../../src/platforms/project.ts";

export const project: PipecatProject = {
  platform: "pipecat",
  name: "voice",
  apiUrl: "https://api.pipecat.daily.co/v1",
  apiKey: "sk_the-api-key",
};

/** What a failure of a call to this project carries. */
export const failedCall = (route: string, method = "GET") => ({
  project: "voice",
  service: "Pipecat Cloud",
  endpoint: `${method} ${route}`,
  changes: method !== "GET",
});

export const agent = {
  project: "voice",
  platform: "pipecat",
  id: "voice-starter",
  name: "voice-starter",
} as const;
