/** The composition root: from the environment to real ports. The only place that chooses implementations. */
import { type ConfigOutcome, parseConfig } from "./config.ts";
import type { FailedCall, Result } from "./failure.ts";
import { createLogger, type Logger, writeToConsole } from "./log.ts";
import type { Fetch } from "./platforms/call-json.ts";
import { createPlatforms } from "./platforms/create-platforms.ts";
import { limitConnections } from "./platforms/limit-connections.ts";
import type { AgentPlatform } from "./platforms/port.ts";
import { withDeadline } from "./platforms/with-deadline.ts";
import { createSlackClient, type SlackClient } from "./slack/slack-client.ts";
import { openSource, type SourceOwner } from "./source/open-source.ts";
import type { SourceArchive, SourceHost } from "./source/source-port.ts";
import { type UploadTarget, uploadArchive } from "./source/upload-archive.ts";

/** What everything below the doors works with. One per isolate; clients are opened per request. */
export interface Deps {
  readonly outcome: ConfigOutcome;
  readonly now: () => number;
  readonly delay: (ms: number) => Promise<void>;
  /** Resolves when the work is done or this time has passed. No timer is left behind: one keeps an object awake. */
  readonly within: (ms: number, work: Promise<unknown>) => Promise<unknown>;
  readonly newId: () => string;
  readonly log: Logger;
  readonly openSlack: () => SlackClient;
  /** The configured projects, within the connections of one request; none while the configuration is wrong. */
  readonly openPlatforms: (deadline?: AbortSignal) => readonly AgentPlatform[];
  /** Where the source of this agent is kept; null: nobody has said. */
  readonly openSource: (project: string, agent: SourceOwner, deadline?: AbortSignal) => SourceHost | null;
  /** Sends a packed source to where a platform wants it. */
  readonly upload: (target: UploadTarget, archive: SourceArchive, call: FailedCall) => Promise<Result<null>>;
}

/** While the configuration is wrong nothing is asked of Slack's API; response URLs need no token. */
const NO_SLACK = { botToken: "", signingSecrets: [], apiUrl: "https://slack.com/api/" };

const opened = new WeakMap<Env, Deps>();

export function openDeps(env: Env): Deps {
  let deps = opened.get(env);
  if (!deps) {
    deps = createDeps(env);
    opened.set(env, deps);
  }
  return deps;
}

function createDeps(env: Env): Deps {
  const outcome = parseConfig({ ...env });
  const openNetwork = (deadline: AbortSignal | undefined): Fetch => {
    const limited = limitConnections((request) => globalThis.fetch(request));
    return deadline ? withDeadline(limited, deadline) : limited;
  };
  const now = () => Date.now();
  const newId = () => crypto.randomUUID().slice(0, 8).toUpperCase();
  return {
    outcome,
    now,
    delay: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    within: waitWithin,
    newId,
    log: createLogger(writeToConsole),
    openSlack: () =>
      createSlackClient(outcome.ok ? outcome.config.slack : NO_SLACK, (input, init) =>
        globalThis.fetch(input, init),
      ),
    openPlatforms: (deadline) =>
      outcome.ok ? createPlatforms(outcome.config.projects, { fetch: openNetwork(deadline), now }) : [],
    openSource: (project, agent, deadline) =>
      outcome.ok ? openSource(outcome.config.sources, project, agent, openNetwork(deadline)) : null,
    upload: (target, archive, call) => {
      const openBody = (sizeBytes: number) => new FixedLengthStream(sizeBytes);
      return uploadArchive({ fetch: openNetwork(undefined), newId, openBody }, target, archive, call);
    },
  };
}

async function waitWithin(ms: number, work: Promise<unknown>): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
