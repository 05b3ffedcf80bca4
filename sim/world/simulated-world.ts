/** The four simulated services in one world, kept and taken back together. */
import * as z from "zod";
import { createGitHubCloud, type GitHubCloud } from "../github/github-cloud.ts";
import { startingRepositories, startingTokens } from "../github/starting-repositories.ts";
import { createLiveKitCloud, type LiveKitCloud } from "../livekit/livekit-cloud.ts";
import { startingProjects } from "../livekit/starting-projects.ts";
import { createPipecatCloud, type PipecatCloud } from "../pipecat/pipecat-cloud.ts";
import { startingOrganization } from "../pipecat/starting-organization.ts";
import { createSlackWorkspace, type SlackWorkspace } from "../slack/slack-workspace.ts";
import { startingWorkspace } from "../slack/starting-workspace.ts";
import { carryOutWorkflow } from "./carry-out-workflow.ts";
import { WorldClock } from "./world-clock.ts";

export interface SimulatedWorldOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly delay: (ms: number) => Promise<void>;
  /** Sends Slack's requests to the app. */
  readonly deliver: (request: Request) => Promise<Response>;
  /** The app's request URL. */
  readonly requestUrl: string;
  /** Where the app reaches the simulated Slack, without `/api/`. */
  readonly slackUrl: string;
}

export interface SimulatedWorld {
  readonly slack: SlackWorkspace;
  readonly livekit: LiveKitCloud;
  readonly pipecat: PipecatCloud;
  readonly github: GitHubCloud;
  /** The time of the three clouds; Slack has that of its options. */
  readonly clock: WorldClock;
  /** Plain JSON, from which `restore` goes on. */
  snapshot(): unknown;
  /** Throws when it is no snapshot, or one of another starting world; what it took back until then stays. */
  restore(snapshot: unknown): void;
  /** Calls the listener after every change of one of the four. */
  subscribe(listener: () => void): void;
}

const snapshotSchema = z.object({
  version: z.literal(1),
  /** What Slack started with: an older world would lack commands, scopes and people that the app now counts on. */
  startedFrom: z.unknown(),
  slack: z.unknown(),
  livekit: z.unknown(),
  pipecat: z.unknown(),
  github: z.unknown(),
  /** Of the clouds. */
  clock: z.unknown().optional(),
});

/** How long the real LiveKit needs to say that nobody is in a room. */
const INACTIVE_ROOM_DELAY_MS = 3_000;

export function createSimulatedWorld(options: SimulatedWorldOptions): SimulatedWorld {
  const { now, delay, deliver, requestUrl, slackUrl } = options;
  const clock = new WorldClock(now);
  const slack = createSlackWorkspace({
    now,
    delay,
    deliver,
    requestUrl,
    publicUrl: slackUrl,
    seed: startingWorkspace,
  });
  const livekit = createLiveKitCloud({
    now: clock.now,
    tokenNow: now,
    delay,
    projects: startingProjects(now()),
    inactiveRoomDelayMs: INACTIVE_ROOM_DELAY_MS,
    logDelay: delay,
  });
  const pipecat = createPipecatCloud({ now: clock.now, delay, seed: startingOrganization(now()) });
  const github = createGitHubCloud({
    now: clock.now,
    delay,
    repositories: startingRepositories(now()),
    tokens: startingTokens,
    carryOut: (run) => carryOutWorkflow({ livekit, pipecat }, run),
  });
  return {
    slack,
    livekit,
    pipecat,
    clock,
    github,
    snapshot: () =>
      ({
        version: 1,
        startedFrom: startingWorkspace.setup,
        slack: slack.snapshot(),
        livekit: livekit.snapshot(),
        pipecat: pipecat.snapshot(),
        clock: clock.snapshot(),
        github: github.snapshot(),
      }) satisfies z.infer<typeof snapshotSchema>,
    restore(given) {
      const snapshot = snapshotSchema.parse(given);
      if (JSON.stringify(snapshot.startedFrom) !== JSON.stringify(startingWorkspace.setup))
        throw new Error("the snapshot is of another starting world");
      // First of all: the clouds live by it. A world that was kept before it had one has everybody's time.
      if (snapshot.clock !== undefined) clock.restore(snapshot.clock);
      slack.restore(snapshot.slack);
      livekit.restore(snapshot.livekit);
      pipecat.restore(snapshot.pipecat);
      github.restore(snapshot.github);
    },
    subscribe(listener) {
      for (const service of [slack, livekit, pipecat, github]) service.subscribe(listener);
    },
  };
}
