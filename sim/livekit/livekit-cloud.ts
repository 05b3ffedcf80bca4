/**
 * A LiveKit Cloud in one object: agents API, dispatches and rooms of its projects, with a life of their own over time.
 * A peer, not a mock: tests change the world and see what the real service would then say.
 */
import { CallLog } from "../support/call-log.ts";
import { withControlRoutes } from "../support/control-routes.ts";
import { Faults } from "../support/faults.ts";
import { createAgentDispatchService } from "./agent-dispatch-service.ts";
import { createBuildService } from "./build-service.ts";
import { createCloudAgentChanges } from "./cloud-agent-changes.ts";
import { createCloudAgentDeploys } from "./cloud-agent-deploys.ts";
import { createCloudAgentService } from "./cloud-agent-service.ts";
import type { CloudState } from "./cloud-state.ts";
import { createHttpFace, type HttpFace } from "./http-face.ts";
import { createLogService } from "./log-service.ts";
import { newId } from "./new-id.ts";
import { UPLOAD_PATH } from "./presign-upload.ts";
import { type ProjectSeed, seedState } from "./project-seed.ts";
import { createRoomService } from "./room-service.ts";
import { createSimulation } from "./simulation.ts";
import { createUploadService } from "./upload-service.ts";
import { verifyToken } from "./verify-token.ts";
import { createWorld, type World } from "./world.ts";

export interface LiveKitCloudOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** By which tokens are judged. Default: `now`. */
  readonly tokenNow?: () => number;
  readonly delay: (ms: number) => Promise<void>;
  /** Between the lines of a build. Default: `delay`. */
  readonly buildDelay?: (ms: number) => Promise<void>;
  readonly projects: readonly ProjectSeed[];
  /** Default: prefix and 12 random characters. */
  readonly newId?: (prefix: string) => string;
  /** How long a call to an inactive room takes; the real one needs about 3000. Default 0. */
  readonly inactiveRoomDelayMs?: number;
  /** Default true. */
  readonly autoCreateRooms?: boolean;
  /** The extra dispatch of the open-source server in every new room. Default false. */
  readonly dispatchUnnamedAgents?: boolean;
  /** Ids of agents whose name the summary of all agents leaves blank, as was seen on the real service. */
  readonly blankNamesInSummary?: readonly string[];
  /** How a log that is read waits for its next line. Default: for ever, so nothing follows what is there at once. */
  readonly logDelay?: (ms: number) => Promise<void>;
  /** Of an uploaded source; default 1 GiB, LiveKit's limit of a build context (docs.livekit.io/deploy/agents/builds). */
  readonly maxSourceBytes?: number;
}

const MAX_SOURCE_BYTES = 1024 ** 3;

export interface LiveKitCloud {
  /** Project host and agents host alike, with the faults in front; `/_sim/*` beside them. */
  fetch(request: Request): Promise<Response>;
  readonly world: World;
  /** A copy of what is there now. */
  state(): Pick<CloudState, "projects">;
  /** Plain JSON; `restore` goes on from it, also in another process. */
  snapshot(): CloudState;
  restore(snapshot: unknown): void;
  subscribe(listener: () => void): () => void;
  readonly faults: Faults;
  readonly calls: CallLog;
  /** What `fetch` answers: "POST /twirp/…". */
  readonly routes: readonly string[];
}

export function createLiveKitCloud(options: LiveKitCloudOptions): LiveKitCloud {
  const { now, tokenNow = now, delay, projects } = options;
  const simulation = createSimulation(seedState(projects, now()), { now, newId: options.newId ?? newId });
  const policy = {
    autoCreateRooms: options.autoCreateRooms ?? true,
    dispatchUnnamedAgents: options.dispatchUnnamedAgents ?? false,
  };
  const keys = projects.map(({ name, apiKey, apiSecret }) => ({
    project: name,
    key: apiKey,
    secret: apiSecret,
  }));
  const face = createHttpFace(
    {
      "livekit.CloudAgent": {
        ...createCloudAgentService(simulation, options.blankNamesInSummary ?? []),
        ...createCloudAgentChanges(simulation),
        ...createCloudAgentDeploys(simulation, options.maxSourceBytes ?? MAX_SOURCE_BYTES),
      },
      "livekit.AgentDispatchService": createAgentDispatchService(simulation, policy, () =>
        delay(options.inactiveRoomDelayMs ?? 0),
      ),
      "livekit.RoomService": createRoomService(simulation, policy),
    },
    {
      "GET /logs": createLogService(simulation, options.logDelay ?? (() => new Promise(() => {}))),
      "POST /build": createBuildService(simulation, options.buildDelay ?? delay),
      [`POST ${UPLOAD_PATH}`]: createUploadService(simulation),
    },
    (request) => verifyToken(request, keys, tokenNow()),
  );
  const faults = new Faults(delay);
  const calls = new CallLog();

  const state = (): Pick<CloudState, "projects"> => {
    simulation.settle();
    return { projects: structuredClone(simulation.state.projects) };
  };

  return {
    fetch: withControlRoutes((request) => receive(request, face, faults, calls, now), {
      faults,
      calls,
      state,
    }),
    world: createWorld(simulation),
    state,
    snapshot() {
      simulation.settle();
      return structuredClone(simulation.state);
    },
    restore: (snapshot) => simulation.restore(snapshot),
    subscribe: (listener) => simulation.subscribe(listener),
    faults,
    calls,
    routes: face.routes
      .filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => `${method} ${path}`),
  };
}

/** One request: through the faults to the service, and into the call log even when the service never saw it. */
async function receive(
  request: Request,
  face: HttpFace,
  faults: Faults,
  calls: CallLog,
  now: () => number,
): Promise<Response> {
  let understood: unknown = null;
  let isLogged = false;
  const log = (status: number) => {
    if (isLogged) return;
    isLogged = true;
    const path = new URL(request.url).pathname;
    calls.add({ at: now(), method: request.method, path, status, request: understood });
  };
  const note = (decoded: unknown) => {
    understood = decoded;
  };
  const service = async (arrived: Request) => {
    const response = await face.fetch(arrived, { note });
    log(response.status);
    return response;
  };
  try {
    const response = await faults.wrap(service)(request);
    log(response.status);
    return response;
  } catch (error) {
    // 0: the connection broke before any answer.
    log(0);
    throw error;
  }
}
