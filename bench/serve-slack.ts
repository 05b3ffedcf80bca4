import { setTimeout as sleep } from "node:timers/promises";
import { createSlackWorkspace } from "../sim/slack/slack-workspace.ts";
import { startingWorkspace } from "../sim/slack/starting-workspace.ts";
import type { WorldAddresses } from "../sim/world/simulated-environment.ts";
import { serve } from "./serve.ts";

/** Nothing listens there: a bot that is asked for help calls no platform. */
const NOWHERE = "http://127.0.0.1:9";

/** The simulated Slack, which Switchboard asks once a minute whether a person is a member. */
export async function serveSlack(): Promise<{
  readonly addresses: WorldAddresses;
  readonly stop: () => void;
}> {
  const { address, stop } = await serve((publicUrl) =>
    createSlackWorkspace({
      now: () => Date.now(),
      delay: (ms) => sleep(ms),
      deliver: async () => new Response(null, { status: 404 }),
      requestUrl: NOWHERE,
      publicUrl,
      seed: startingWorkspace,
    }),
  );
  return { addresses: { slack: address, livekit: NOWHERE, pipecat: NOWHERE, github: NOWHERE }, stop };
}
