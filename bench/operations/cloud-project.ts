/** One project on one of the clouds, with many agents that are all alike and well, and what is to be done with each. */
import { setTimeout as sleep } from "node:timers/promises";
import { createLiveKitCloud } from "../../sim/livekit/livekit-cloud.ts";
import { startingProjects } from "../../sim/livekit/starting-projects.ts";
import { createPipecatCloud } from "../../sim/pipecat/pipecat-cloud.ts";
import { startingOrganization } from "../../sim/pipecat/starting-organization.ts";
import { serve } from "../serve.ts";
import type { CloudTally } from "./cloud-tally.ts";
import { watchRequests } from "./watch-requests.ts";

export interface CloudProject {
  readonly name: string;
  /** Its entry in `PROJECTS`. */
  readonly settings: { readonly platform: "livekit" | "pipecat"; readonly url: string };
  readonly secrets: Readonly<Record<string, string>>;
  /** What is to be done with each agent. */
  readonly wishes: readonly ChangeWish[];
  readonly stop: () => void;
}

export interface ChangeWish {
  /** As its cloud calls it. */
  readonly agent: string;
  /** The slash command. */
  readonly command: string;
}

export interface CloudOptions {
  readonly name: string;
  readonly agents: number;
  /** Every call takes so much longer, in milliseconds. */
  readonly latencyMs: number;
  /** The time of its agents. */
  readonly now: () => number;
  /** The time by which it judges tokens: nobody's stands still. */
  readonly tokenNow: () => number;
  readonly tally: CloudTally;
}

// A timer that nobody waits for any more does not keep the process alive.
const delay = (ms: number) => sleep(ms, undefined, { ref: false });

/** Each agent is to be rolled back to the version before. */
export async function openLiveKitProject(options: CloudOptions): Promise<CloudProject> {
  const { name, now, tokenNow, tally } = options;
  const [project] = startingProjects(now());
  const [template] = project?.agents ?? [];
  if (!project || !template) throw new Error("LiveKit's starting world has no agent");
  const agents = nameAgents(options).map((agent) => ({ ...template, id: `CA_${agent}`, name: agent }));
  const served = await serve(() => {
    const cloud = createLiveKitCloud({ now, tokenNow, delay, projects: [{ ...project, agents }] });
    return watchRequests(slowed(cloud, options), (request) => tally.noteLiveKit(request));
  });
  return {
    name,
    settings: { platform: "livekit", url: served.address },
    secrets: nameSecrets(name, { LIVEKIT_API_KEY: project.apiKey, LIVEKIT_API_SECRET: project.apiSecret }),
    wishes: agents.map(({ id, name: agent }) => ({ agent: id, command: `/agent rollback ${name}/${agent}` })),
    stop: served.stop,
  };
}

/** Each agent is to be given another image. */
export async function openPipecatProject(options: CloudOptions): Promise<CloudProject> {
  const { name, now, tally } = options;
  const organization = startingOrganization(now());
  const [template] = organization.agents;
  if (!template) throw new Error("Pipecat's starting world has no agent");
  const agents = nameAgents(options).map((agent) => ({
    ...template,
    id: crypto.randomUUID(),
    name: agent,
    sessions: [],
  }));
  const served = await serve(() => {
    const cloud = createPipecatCloud({ now, delay, seed: { ...organization, agents } });
    return watchRequests(slowed(cloud, options), (request) => tally.notePipecat(request));
  });
  return {
    name,
    settings: { platform: "pipecat", url: `${served.address}/v1` },
    secrets: nameSecrets(name, { PIPECAT_API_KEY: organization.privateKeys[0] ?? "" }),
    wishes: agents.map(({ name: agent }) => ({
      agent,
      command: `/agent deploy ${name}/${agent} --image your-org/voice-starter:2.0`,
    })),
    stop: served.stop,
  };
}

const nameAgents = ({ name, agents }: CloudOptions): string[] =>
  Array.from({ length: agents }, (_, index) => `${name}-agent-${index}`);

/** The Worker finds the secrets of a project by its name. */
const nameSecrets = (project: string, secrets: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(secrets).map(([secret, value]) => [
      `${project.toUpperCase().replaceAll("-", "_")}_${secret}`,
      value,
    ]),
  );

type Cloud = ReturnType<typeof createLiveKitCloud> | ReturnType<typeof createPipecatCloud>;

function slowed<Kind extends Cloud>(cloud: Kind, { latencyMs }: CloudOptions): Kind {
  if (latencyMs > 0) cloud.faults.inject({ match: "/", fault: { kind: "latency", ms: latencyMs } });
  return cloud;
}
