/** The two projects that the simulated LiveKit Cloud starts with. All times are relative to `now` (milliseconds). */
import type { AgentSeed, ProjectSeed } from "./project-seed.ts";
import { formatVersion } from "./release.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `devkey` and `secret` are what `livekit-server --dev` has. */
export function startingProjects(now: number): readonly ProjectSeed[] {
  return [
    {
      name: "prod",
      apiKey: "devkey",
      apiSecret: "secret",
      agents: [supportLine(now), nightDesk(now), crashy(now)],
    },
    {
      name: "staging",
      apiKey: "stagingkey",
      apiSecret: "secret-staging",
      agents: [stagingSupportLine(now)],
    },
  ];
}

function supportLine(now: number): AgentSeed {
  return {
    id: "CA_p7KxQ2mVw9Ld",
    name: "support-line",
    versions: [
      release(now - 26 * HOUR, "9c1f04e", "main"),
      release(now - 5 * DAY, "51d8a2b", "main"),
      release(now - 12 * DAY, "e07b93c", "release/transfer-to-human"),
      release(now - 31 * DAY, "2ab6f71", "main"),
    ],
    secrets: [
      secret("OPENAI_API_KEY", "ENVIRONMENT", now - 31 * DAY, now - 26 * HOUR),
      secret("DEEPGRAM_API_KEY", "ENVIRONMENT", now - 31 * DAY, now - 26 * HOUR),
      secret("google-credentials.json", "FILE", now - 12 * DAY, now - 26 * HOUR),
    ],
    deployments: [
      {
        region: "us-east",
        serverRegion: "osbxash1a",
        status: "Running",
        replicas: { current: 2, min: 1, max: 4 },
        lastScrapedAt: now,
        deploymentEnabled: true,
      },
      {
        region: "eu-central",
        serverRegion: "osbxfra1a",
        status: "Sleeping",
        replicas: { current: 0, min: 0, max: 2 },
        lastScrapedAt: now - 3 * HOUR,
        deploymentEnabled: true,
      },
    ],
  };
}

function nightDesk(now: number): AgentSeed {
  return {
    id: "CA_n4TzH8bRc3Ys",
    name: "night-desk",
    versions: [release(now - 9 * DAY, "77c0d15", "main"), release(now - 40 * DAY, "0f3e8aa", "main")],
    secrets: [
      secret("OPENAI_API_KEY", "ENVIRONMENT", now - 40 * DAY, now - 9 * DAY),
      secret("CRM_TOKEN", "UNKNOWN", now - 40 * DAY, now - 9 * DAY),
    ],
    deployments: [
      {
        region: "us-east",
        serverRegion: "osbxash1a",
        status: "Sleeping",
        replicas: { current: 0, min: 0, max: 2 },
        lastScrapedAt: now - 7 * HOUR,
      },
    ],
  };
}

function crashy(now: number): AgentSeed {
  return {
    id: "CA_c9WfJ5gXe2Qa",
    name: "crashy",
    versions: [
      { ...release(now - 42 * MINUTE, "bad5eed", "feature/new-tts"), broken: true },
      release(now - 6 * DAY, "41c7e90", "main"),
    ],
    secrets: [secret("ELEVEN_API_KEY", "ENVIRONMENT", now - 6 * DAY, now - 42 * MINUTE)],
    deployments: [
      {
        region: "us-east",
        serverRegion: "osbxash1a",
        status: "CrashLoop",
        replicas: { current: 0, min: 1, max: 2 },
        lastScrapedAt: now - 38 * MINUTE,
        crashingSince: now - 38 * MINUTE,
      },
    ],
  };
}

/** Its next version is tried out in a deployment of its own. */
function stagingSupportLine(now: number): AgentSeed {
  const next = release(now - 50 * MINUTE, "d81b7f2", "feature/callbacks");
  return {
    id: "CA_s3MvB6kPn8Hu",
    name: "support-line",
    versions: [next, release(now - 3 * HOUR, "c44a1de", "main"), release(now - 2 * DAY, "9c1f04e", "main")],
    secrets: [secret("OPENAI_API_KEY", "ENVIRONMENT", now - 60 * DAY, now - 3 * HOUR)],
    deployments: [
      {
        region: "us-east",
        serverRegion: "osbxash1a",
        status: "Running",
        replicas: { current: 1, min: 1, max: 1 },
        lastScrapedAt: now,
        deploymentEnabled: true,
      },
      {
        region: "us-east",
        serverRegion: "osbxash1a",
        status: "Sleeping",
        replicas: { current: 0, min: 0, max: 1 },
        lastScrapedAt: now - 20 * MINUTE,
        deployment: "preview",
        deploymentEnabled: true,
        version: next.version,
      },
    ],
  };
}

/** Built at `createdAt`, deployed four minutes later. */
function release(createdAt: number, commit: string, branch: string): AgentSeed["versions"][number] {
  return {
    version: formatVersion(createdAt),
    createdAt,
    deployedAt: createdAt + 4 * MINUTE,
    attributes: { git_commit: commit, git_branch: branch },
  };
}

function secret(
  name: string,
  kind: "ENVIRONMENT" | "FILE" | "UNKNOWN",
  createdAt: number,
  updatedAt: number,
): AgentSeed["secrets"][number] {
  return { name, kind: `AGENT_SECRET_KIND_${kind}`, createdAt, updatedAt };
}
