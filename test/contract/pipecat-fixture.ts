import { createPipecatCloud } from "../../sim/pipecat/pipecat-cloud.ts";
import { startingOrganization } from "../../sim/pipecat/starting-organization.ts";
import type { Result } from "../../src/failure.ts";
import type { AgentUpdate, ChangeCall } from "../../src/platforms/change.ts";
import { createPipecatPlatform } from "../../src/platforms/pipecat/pipecat-platform.ts";
import type { PipecatAgentStatus } from "../../src/platforms/port.ts";

export const agent = {
  project: "voice",
  platform: "pipecat",
  id: "voice-starter",
  name: "voice-starter",
} as const;
export const read = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`failed: ${result.failure.kind}`);
  return result.value;
};

/** A simulator with a clock that stands still, and the platform on it. */
export function start() {
  let time = Date.UTC(2026, 10, 22, 12);
  const cloud = createPipecatCloud({
    now: () => time,
    delay: async () => {},
    seed: startingOrganization(time),
  });
  const project = {
    platform: "pipecat",
    name: "voice",
    apiUrl: "http://pipecat.test/v1",
    apiKey: "sk_local",
  } as const;
  const open = (fetch = cloud.fetch) => createPipecatPlatform(project, { fetch });
  const platform = open();
  return {
    cloud,
    open,
    platform,
    advance: (seconds: number) => {
      time += seconds * 1_000;
    },
    change: (call: ChangeCall) => platform.change(agent, call),
    update: (update: AgentUpdate) => platform.change(agent, { kind: "update", update }),
    look: async (): Promise<PipecatAgentStatus> => {
      const status = read(await platform.describeAgent(agent));
      if (status.platform !== "pipecat") throw new Error(status.platform);
      return status;
    },
    posted: () => cloud.calls.list("POST").map(({ request }) => request),
  };
}
