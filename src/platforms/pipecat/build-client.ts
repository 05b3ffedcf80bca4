import { type FailedCall, type Failure, succeed } from "../../failure.ts";
import type { Build, BuildService } from "../builds.ts";
import type { PlatformError } from "../platform-error.ts";
import { toLogLines } from "../to-log-lines.ts";
import { buildAnswerSchema, buildListSchema, type WireBuild } from "./build-schemas.ts";
import type { PipecatSend } from "./call-pipecat.ts";
import { buildLogSchema, MAX_LOG_BYTES } from "./log-schemas.ts";

/** The platform's limit. */
const LISTED = 100;

/** The images that Pipecat Cloud built for the organization; it does not say for which agent. */
export function createBuildClient(send: PipecatSend): BuildService {
  const build = (id: string) => ({ id, readError: missingBuild(id) });
  return {
    list: async ({ status, region }) => {
      const query = {
        limit: `${LISTED}`,
        ...(status === null ? {} : { status }),
        ...(region === null ? {} : { region }),
      };
      const answer = await send("GET", { route: "/builds", query, schema: buildListSchema });
      if (!answer.ok) return answer;
      const builds = answer.value.builds.map(toBuild);
      return succeed({
        total: answer.value.total ?? builds.length,
        builds: builds.toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0)),
      });
    },
    describe: async (id) => {
      const answer = await send("GET", { route: "/builds/{id}", ...build(id), schema: buildAnswerSchema });
      return answer.ok ? succeed(toBuild(answer.value.build)) : answer;
    },
    readLog: async (id) => {
      const query = { limit: `${MOST_LINES}` };
      const answer = await send("GET", {
        route: "/builds/{id}/logs",
        ...build(id),
        query,
        schema: buildLogSchema,
        maxBytes: MAX_LOG_BYTES,
      });
      if (!answer.ok) return answer;
      const lines = toLogLines(answer.value.logs.map((text) => ({ text, at: null })));
      return succeed({ lines, isCut: answer.value.nextToken !== null });
    },
  };
}

/** They come from the first on, so all have to be asked for to see the last: the platform's limit. */
const MOST_LINES = 10_000;

/** An id that is no UUID is refused with 400. */
const missingBuild =
  (buildId: string) =>
  ({ status, message }: PlatformError, call: FailedCall): Failure | null => {
    const isMissing = (status === 404 && message !== "") || (status === 400 && /build id/i.test(message));
    return isMissing ? { kind: "build-not-found", buildId, project: call.project } : null;
  };

const toBuild = (wire: WireBuild): Build => ({
  id: wire.id,
  status: wire.status,
  region: wire.region,
  dockerfilePath: wire.dockerfilePath,
  contextHash: wire.contextHash,
  contextBytes: wire.contextSizeBytes,
  imageUri: wire.imageUri,
  imageBytes: wire.imageSizeBytes,
  error: wire.errorMessage,
  createdAt: wire.createdAt,
  startedAt: wire.startedAt,
  endedAt: wire.completedAt,
  durationSeconds: wire.buildDurationSeconds,
});
