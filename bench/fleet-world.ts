/** The simulated services with a hundred agents, behind real HTTP servers, slow and counted. */
import { setTimeout as sleep } from "node:timers/promises";
import { createLiveKitCloud } from "../sim/livekit/livekit-cloud.ts";
import { createPipecatCloud } from "../sim/pipecat/pipecat-cloud.ts";
import { createSlackWorkspace, type SlackWorkspace } from "../sim/slack/slack-workspace.ts";
import { startingWorkspace } from "../sim/slack/starting-workspace.ts";
import type { WorldAddresses } from "../sim/world/simulated-environment.ts";
import { liveKitProjects, pipecatOrganization } from "./hundred-agents.ts";
import { serve } from "./serve.ts";
import { Traffic } from "./traffic.ts";

/** Nobody deploys from source here. */
const NOWHERE = "http://127.0.0.1:9";

export type Host = "LiveKit" | "Pipecat" | "Slack API" | "response URL";

export interface FleetWorld {
  readonly slack: SlackWorkspace;
  readonly traffic: Traffic<Host>;
  readonly addresses: WorldAddresses;
  readonly stop: () => void;
}

/** Every service answers `latencyMs` late. `deliver` brings Slack's requests to the bot, wherever that is. */
export async function openFleetWorld(
  latencyMs: number,
  deliver: (request: Request) => Promise<Response>,
): Promise<FleetWorld> {
  const now = () => Date.now();
  // A timer that nobody waits for any more does not keep the process alive.
  const delay = (ms: number) => sleep(ms, undefined, { ref: false });
  const traffic = new Traffic<Host>();
  const livekit = await serve(() =>
    traffic.watch(createLiveKitCloud({ now, delay, projects: liveKitProjects(now()) }), () => "LiveKit"),
  );
  const pipecat = await serve(() =>
    traffic.watch(createPipecatCloud({ now, delay, seed: pipecatOrganization(now()) }), () => "Pipecat"),
  );
  const slack = await serve((publicUrl) => {
    const options = {
      now,
      delay,
      deliver,
      requestUrl: "http://bot.test/",
      publicUrl,
      seed: startingWorkspace,
    };
    return traffic.watch(createSlackWorkspace(options), hostInSlack);
  });
  const served = [livekit, pipecat, slack];
  for (const { service } of served)
    service.faults.inject({ match: "/", fault: { kind: "latency", ms: latencyMs } });
  return {
    slack: slack.service,
    traffic,
    addresses: { slack: slack.address, livekit: livekit.address, pipecat: pipecat.address, github: NOWHERE },
    stop: () => {
      for (const { stop } of served) stop();
    },
  };
}

const hostInSlack = ({ url }: Request): Host =>
  new URL(url).pathname.startsWith("/api/") ? "Slack API" : "response URL";
