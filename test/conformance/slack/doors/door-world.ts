/** The world behind one door, for one exchange: simulated services, the durable side in memory, and what was done to them. */
import { createLiveKitCloud } from "../../../../sim/livekit/livekit-cloud.ts";
import { startingProjects } from "../../../../sim/livekit/starting-projects.ts";
import { createPipecatCloud } from "../../../../sim/pipecat/pipecat-cloud.ts";
import { startingOrganization } from "../../../../sim/pipecat/starting-organization.ts";
import { createSlackWorkspace } from "../../../../sim/slack/slack-workspace.ts";
import { startingWorkspace } from "../../../../sim/slack/starting-workspace.ts";
import type { WorkspaceState } from "../../../../sim/slack/workspace-state.ts";
import { simulatedEnvironment } from "../../../../sim/world/simulated-environment.ts";
import { createDurableSide } from "./durable-side.ts";
import { SECRETS } from "./letter.ts";
import { SLACK_URL } from "./write-letter.ts";

export interface DoorWorld {
  readonly env: Env;
  /** Everything that the app calls goes through here. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Calls to Slack and changes of the durable side, in their order. */
  readonly effects: readonly string[];
  /** Calls to the platforms, several of which are under way at once. */
  readonly questions: readonly string[];
  /** True while a service takes its time. */
  isWaiting(): boolean;
  /** Slack has its answer: from now on messages go through. */
  release(): void;
}

const ADDRESSES = {
  slack: SLACK_URL,
  livekit: "https://livekit.test",
  pipecat: "https://pipecat.test",
  github: "https://github.test",
};

export function openDoorWorld(
  workspace: WorkspaceState,
  now: () => number,
  platformLatencyMs = 0,
): DoorWorld {
  let sleeping = 0;
  const delay = async (ms: number) => {
    sleeping += 1;
    await new Promise((resolve) => setTimeout(resolve, ms));
    sleeping -= 1;
  };
  const slack = createSlackWorkspace({
    now,
    delay,
    deliver: async () => new Response(""),
    requestUrl: "https://bot.test/slack/events",
    publicUrl: ADDRESSES.slack,
    seed: startingWorkspace,
  });
  slack.restore(workspace);
  const livekit = createLiveKitCloud({ now, delay, projects: startingProjects(now()) });
  const pipecat = createPipecatCloud({ now, delay, seed: startingOrganization(now()) });
  if (platformLatencyMs > 0)
    for (const { faults } of [livekit, pipecat])
      faults.inject({ match: "", fault: { kind: "latency", ms: platformLatencyMs } });

  const effects: string[] = [];
  const questions: string[] = [];
  let release = () => {};
  const answered = new Promise<void>((resolve) => {
    release = resolve;
  });
  const callSlack = async (request: Request): Promise<Response> => {
    // What is told in Slack must not keep Slack waiting: a door that does never gets past this.
    if (isMessage(request)) await answered;
    effects.push(`${new URL(request.url).pathname} ${await request.clone().text()}`);
    return await slack.fetch(request);
  };
  const askPlatform = (platform: { fetch(request: Request): Promise<Response> }) => (request: Request) => {
    questions.push(`${request.method} ${request.url}`);
    return platform.fetch(request);
  };
  const hosts: Record<string, (request: Request) => Promise<Response>> = {
    "slack.test": callSlack,
    "livekit.test": askPlatform(livekit),
    "pipecat.test": askPlatform(pipecat),
  };

  return {
    env: createEnvironment(createDurableSide((effect) => effects.push(effect))),
    fetch: async (request) => {
      const { host } = new URL(request.url);
      const service = hosts[host];
      if (!service) throw new TypeError(`no such host: ${host}`);
      return await service(request);
    },
    effects,
    questions,
    isWaiting: () => sleeping > 0,
    release: () => release(),
  };
}

const isMessage = ({ url }: Request): boolean => /\/(commands|actions)\/|\/api\/chat\.(?!get)/.test(url);

/** The Worker's own type of its environment comes from wrangler; these bindings are made by hand. */
const createEnvironment = (bindings: Record<string, unknown>): Env =>
  ({
    ...simulatedEnvironment(ADDRESSES),
    SLACK_SIGNING_SECRET: SECRETS.current,
    SLACK_SIGNING_SECRET_PREVIOUS: SECRETS.previous,
    ...bindings,
  }) as unknown as Env;
