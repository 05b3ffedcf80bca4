/** One company: its Slack, its projects on both clouds, all behind real HTTP servers, and what they were asked. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Json } from "miniflare";
import { createSlackWorkspace, type SlackWorkspace } from "../../sim/slack/slack-workspace.ts";
import { startingWorkspace } from "../../sim/slack/starting-workspace.ts";
import { simulatedEnvironment } from "../../sim/world/simulated-environment.ts";
import { serve } from "../serve.ts";
import {
  type ChangeWish,
  type CloudProject,
  openLiveKitProject,
  openPipecatProject,
} from "./cloud-project.ts";
import { CloudTally } from "./cloud-tally.ts";
import { watchRequests } from "./watch-requests.ts";

export interface Company {
  readonly slack: SlackWorkspace;
  /** Where people ask: enough channels that none of them gets more than a message a second. */
  readonly channels: readonly string[];
  /** What its bot is configured with. */
  readonly environment: Record<string, Json>;
  /** One for each agent. */
  readonly wishes: readonly ChangeWish[];
  readonly tally: CloudTally;
  /** The methods of Slack's that were called. */
  readonly slackCalls: readonly string[];
  readonly stop: () => void;
}

export interface CompanyOptions {
  readonly agents: number;
  /** How many people have to approve a change. */
  readonly approvals: number;
  /** Of both clouds. */
  readonly latencyMs: number;
  readonly slackLatencyMs: number;
  /** The time on both clouds, in milliseconds since 1970. */
  readonly cloudNow: () => number;
  /** The time by which Slack counts what is too much. */
  readonly slackNow: () => number;
  /** Brings Slack's requests to the bot. */
  readonly deliver: (request: Request) => Promise<Response>;
}

const AGENTS_PER_PROJECT = 30;
const CHANNELS = 10;
const NOWHERE = "http://127.0.0.1:9";

export async function openCompany(options: CompanyOptions): Promise<Company> {
  const tally = new CloudTally();
  const projects = await openProjects(options, tally);
  const slackCalls: string[] = [];
  const slack = await serve((publicUrl) => {
    const { slackNow: now, slackLatencyMs, deliver } = options;
    const delay = (ms: number) => sleep(ms, undefined, { ref: false });
    const seed = startingWorkspace;
    const workspace = createSlackWorkspace({ now, delay, deliver, publicUrl, requestUrl: NOWHERE, seed });
    if (slackLatencyMs > 0)
      workspace.faults.inject({ match: "/", fault: { kind: "latency", ms: slackLatencyMs } });
    return watchRequests(workspace, ({ url }) => void slackCalls.push(nameMethod(url)));
  });
  return {
    slack: slack.service,
    channels: addChannels(slack.service),
    environment: {
      ...simulatedEnvironment({ slack: slack.address, livekit: NOWHERE, pipecat: NOWHERE, github: NOWHERE }),
      PROJECTS: Object.fromEntries(projects.map(({ name, settings }) => [name, settings])),
      ...Object.assign({}, ...projects.map(({ secrets }) => secrets)),
      POLICY: { rules: { "*": { default: { approvers: ["SONCALL"], approvals: options.approvals } } } },
    },
    wishes: projects.flatMap(({ wishes }) => wishes),
    tally,
    slackCalls,
    stop: () => {
      for (const { stop } of [...projects, slack]) stop();
    },
  };
}

async function openProjects(
  { agents, latencyMs, cloudNow: now, slackNow: tokenNow }: CompanyOptions,
  tally: CloudTally,
): Promise<readonly CloudProject[]> {
  const count = 2 * Math.ceil(agents / 2 / AGENTS_PER_PROJECT);
  const opened = Array.from({ length: count }, (_, index) => {
    const shared = { agents: Math.floor((agents + index) / count), latencyMs, now, tokenNow, tally };
    return index % 2 === 0
      ? openLiveKitProject({ ...shared, name: `line-${index}` })
      : openPipecatProject({ ...shared, name: `voice-${index}` });
  });
  return await Promise.all(opened);
}

const nameMethod = (url: string): string => new URL(url).pathname.replace("/api/", "");

function addChannels({ world, snapshot }: SlackWorkspace): readonly string[] {
  const like = snapshot().channels.find(({ id }) => id === "COPS");
  if (!like) throw new Error("there is no channel to make others like it");
  return Array.from({ length: CHANNELS }, (_, index) => {
    const id = `CLOAD${index}`;
    world.addChannel({ ...like, id, name: `load-${index}` });
    return id;
  });
}
