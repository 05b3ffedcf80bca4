/** The world that documents, tests and the playground start with. */
import { RECONCILE_MS } from "./deployments/life-cycle.ts";
import type {
  Agent,
  Deployment,
  DeploymentSettings,
  Organization,
  Scaling,
  Session,
} from "./organization.ts";
import { BUILD_MS } from "./supplies/build-life.ts";
import type { Build } from "./supplies/supply-schemas.ts";
import { missingModule, outOfMemory, unknownImage } from "./troubles.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const SETTINGS: DeploymentSettings = {
  image: null,
  buildId: null,
  architecture: "arm64",
  imagePullSecretSet: null,
  secretSet: null,
  audioFilter: null,
  agentProfile: "agent-1x",
  maxSessionDuration: null,
  websocketAuth: "none",
};

/** Ids are fixed, so that documents and tests can name them. */
const deployment = (
  id: string,
  createdAt: number,
  scaling: Scaling,
  settings: Partial<DeploymentSettings>,
): Deployment => ({
  id,
  createdAt,
  takenUpAt: createdAt + RECONCILE_MS,
  settings: { ...SETTINGS, ...settings },
  scaling,
  conditions: [{ since: createdAt, trouble: null, isGivenUp: false, restartsBefore: 0, exitBefore: null }],
  infrastructureIssue: false,
});

const session = (
  id: string,
  deploymentId: string,
  createdAt: number,
  lastedMs: number | null,
  details: Partial<Pick<Session, "coldStart" | "botStartSeconds" | "completionStatus">> = {},
): Session => ({
  id,
  deploymentId,
  createdAt,
  coldStart: false,
  botStartSeconds: 0,
  endedAt: lastedMs === null ? null : createdAt + lastedMs,
  completionStatus: lastedMs === null ? null : "HTTP_COMPLETED",
  isTerminated: false,
  ...details,
});

const agent = (
  id: string,
  name: string,
  scaling: Scaling,
  deployments: readonly [Deployment, ...Deployment[]],
  sessions: readonly Session[],
): Agent => ({
  id,
  name,
  region: "us-west",
  createdAt: deployments[0].createdAt,
  updatedAt: (deployments.at(-1) ?? deployments[0]).createdAt,
  deletedAt: null,
  scaling,
  ramp: null,
  idleInstancesGoneAt: null,
  isOperatorHeld: false,
  deployments: [...deployments],
  sessions: [...sessions],
  writtenLogs: [],
});

const quietBuild = "7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a001";

function voiceStarter(now: number): Agent {
  const scaling = { minReplicas: 1, maxReplicas: 5 };
  const shared = { secretSet: "voice-secrets", audioFilter: "tel" } as const;
  const ids = {
    first: "4d07b92f-6f0d-4a57-8d3c-51f7a0c0b101",
    second: "83c5e61a-6f0d-4a57-8d3c-51f7a0c0b102",
    third: "c92f7d04-6f0d-4a57-8d3c-51f7a0c0b103",
    current: "1a6e0c1e-6f0d-4a57-8d3c-51f7a0c0b104",
  };
  const image = (tag: string): string => `your-org/voice-starter:${tag}`;
  return agent(
    "5b0c2f5e-3c43-4a55-9b61-0f5a1c9d0001",
    "voice-starter",
    scaling,
    [
      deployment(ids.first, now - 21 * DAY_MS, { minReplicas: 0, maxReplicas: 2 }, { image: image("1.1") }),
      deployment(ids.second, now - 9 * DAY_MS, scaling, { ...shared, image: image("1.2") }),
      deployment(ids.third, now - 2 * DAY_MS, scaling, { ...shared, image: image("1.3") }),
      deployment(ids.current, now - 6 * HOUR_MS, scaling, { ...shared, image: image("1.4") }),
    ],
    [
      session("c0ffe101-0000-4000-8000-000000000101", ids.third, now - 8 * HOUR_MS, 14 * MINUTE_MS),
      session("c0ffe102-0000-4000-8000-000000000102", ids.current, now - 5 * HOUR_MS, 6 * MINUTE_MS),
      session("c0ffe103-0000-4000-8000-000000000103", ids.current, now - 3 * HOUR_MS, 40_000, {
        completionStatus: "HTTP_ERROR",
      }),
      session("c0ffe104-0000-4000-8000-000000000104", ids.current, now - 12 * MINUTE_MS, null),
      session("c0ffe105-0000-4000-8000-000000000105", ids.current, now - 3 * MINUTE_MS, null, {
        coldStart: true,
        botStartSeconds: 10,
      }),
    ],
  );
}

function quietDesk(now: number): Agent {
  const scaling = { minReplicas: 0, maxReplicas: 3 };
  const current = "2b7f1d2f-7a1e-4b68-9e4d-62a8b1d1c202";
  return agent(
    "5b0c2f5e-3c43-4a55-9b61-0f5a1c9d0002",
    "quiet-desk",
    scaling,
    [
      deployment("2b7f1d2f-7a1e-4b68-9e4d-62a8b1d1c201", now - 30 * DAY_MS, scaling, {
        buildId: quietBuild,
        secretSet: "quiet-secrets",
      }),
      deployment(current, now - 5 * DAY_MS, scaling, {
        image: "your-org/quiet-desk:2.0",
        secretSet: "quiet-secrets",
        maxSessionDuration: 1_800,
      }),
    ],
    [
      session("c0ffe201-0000-4000-8000-000000000201", current, now - 26 * HOUR_MS, 9 * MINUTE_MS, {
        coldStart: true,
        botStartSeconds: 10,
      }),
      session("c0ffe202-0000-4000-8000-000000000202", current, now - 2 * HOUR_MS, 4 * MINUTE_MS, {
        coldStart: true,
        botStartSeconds: 11,
        completionStatus: "WS_CONNECTION_CLOSED",
      }),
    ],
  );
}

function brokenImage(now: number): Agent {
  const scaling = { minReplicas: 1, maxReplicas: 10 };
  const good = "3c8a2e3a-8b2f-4c79-8f5e-73b9c2e2d301";
  const pulled = { imagePullSecretSet: "pull-secret", agentProfile: "agent-2x" } as const;
  const broken = deployment("9d41b7c5-8b2f-4c79-8f5e-73b9c2e2d302", now - 40 * MINUTE_MS, scaling, {
    ...pulled,
    image: "your-org/voice:0.9",
  });
  const since = broken.createdAt;
  const trouble = unknownImage("your-org/voice:0.9");
  return agent(
    "5b0c2f5e-3c43-4a55-9b61-0f5a1c9d0003",
    "broken-image",
    scaling,
    [
      deployment(good, now - 3 * DAY_MS, scaling, { ...pulled, image: "your-org/voice:0.8" }),
      { ...broken, conditions: [{ since, trouble, isGivenUp: false, restartsBefore: 0, exitBefore: null }] },
    ],
    [session("c0ffe301-0000-4000-8000-000000000301", good, now - 50 * MINUTE_MS, 7 * MINUTE_MS)],
  );
}

/** A build stays as it is here: nobody works on the one that is under way. */
const build = (id: string, region: string, createdAt: number, status: "building" | "success"): Build => ({
  id,
  region,
  status,
  createdAt,
  doneAt: status === "success" ? createdAt + BUILD_MS : null,
  contextHash: `c0de${id.slice(-12)}`,
  contextSizeBytes: 48_128,
  dockerfilePath: "Dockerfile",
  errorMessage: null,
});

/** The organization `local-org` as it stands at `now` (milliseconds since 1970). */
export function startingOrganization(now: number): Organization {
  const set = {
    type: "secret",
    region: "us-west",
    status: "ready",
    readyAt: null,
    errorMessage: null,
  } as const;
  return {
    id: "9e1d4c3b-2a10-4f6e-8d7c-5b4a39281706",
    name: "local-org",
    verboseName: "Local organization",
    privateKeys: ["sk_local"],
    publicKeys: [
      {
        id: "8c2f7b16-52c4-4d0e-9a6b-d7f0c1b2a301",
        key: "pk_local",
        name: "Website",
        createdAt: now - 30 * DAY_MS,
        isRevoked: false,
      },
    ],
    personalAccessTokens: ["pcc_pat_local"],
    regions: [
      { code: "us-west", displayName: "US West (Oregon)", architectures: ["arm64"] },
      { code: "us-east", displayName: "US East (Virginia)", architectures: ["arm64"] },
      { code: "eu-central", displayName: "Europe (Frankfurt)", architectures: ["arm64"] },
      { code: "ap-south", displayName: "Asia Pacific (Mumbai)", architectures: ["arm64"] },
    ],
    defaultRegion: "us-west",
    replicaCap: 50,
    agents: [voiceStarter(now), quietDesk(now), brokenImage(now)],
    secretSets: [
      {
        ...set,
        name: "voice-secrets",
        fieldNames: ["OPENAI_API_KEY", "DEEPGRAM_API_KEY", "CARTESIA_API_KEY"],
      },
      { ...set, name: "quiet-secrets", fieldNames: ["OPENAI_API_KEY", "DAILY_API_KEY"] },
      { ...set, name: "pull-secret", type: "imagePullSecret", fieldNames: [] },
      { ...set, name: "new-secrets", status: "pending", fieldNames: ["OPENAI_API_KEY"] },
    ],
    builds: [
      build(quietBuild, "us-west", now - 30 * DAY_MS - HOUR_MS, "success"),
      build("7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a002", "us-west", now - 4 * MINUTE_MS, "building"),
      build("7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a003", "eu-central", now - 8 * DAY_MS, "success"),
    ],
    uploads: [],
    spending: { limitCents: null, currentCents: 1_250, blockedAt: null },
    secretTroubles: {},
    brokenImages: {
      "your-org/voice:0.9": unknownImage("your-org/voice:0.9"),
      "your-org/voice-starter:1.5": missingModule,
      "your-org/voice-starter:1.5-large": outOfMemory,
      "your-org/voice-starter:no-such-tag": unknownImage("your-org/voice-starter:no-such-tag"),
    },
  };
}
