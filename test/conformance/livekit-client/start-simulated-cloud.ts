/** The simulated LiveKit Cloud at a port of its own, for clients that are programs. */
import * as z from "zod";
import { createLiveKitCloud } from "../../../sim/livekit/livekit-cloud.ts";
import { UPLOAD_PATH } from "../../../sim/livekit/presign-upload.ts";
import { startingProjects } from "../../../sim/livekit/starting-projects.ts";
import { freePort } from "../../../sim/world/local/free-port.ts";
import { serveOnLoopback } from "../../../sim/world/local/serve-on-loopback.ts";
import { signToken } from "../../../src/platforms/livekit/sign-token.ts";

export type SimulatedCloud = Awaited<ReturnType<typeof startSimulatedCloud>>;

/**
 * Its clock is the real one, because clients sign their tokens by that, and ahead of it by all that would have to be waited
 * for. `maxSourceBytes` is of an upload.
 */
export async function startSimulatedCloud(maxSourceBytes?: number) {
  let aheadMs = 0;
  const now = () => Date.now() + aheadMs;
  const cloud = createLiveKitCloud({
    now,
    delay: async (ms) => {
      aheadMs += ms;
    },
    projects: startingProjects(now()),
    ...(maxSourceBytes !== undefined && { maxSourceBytes }),
  });
  const uploads: Uint8Array[] = [];
  const port = await freePort();
  const close = await serveOnLoopback(port, async (request) => {
    if (new URL(request.url).pathname === UPLOAD_PATH) {
      const file = (await request.clone().formData()).get("file");
      if (file instanceof Blob) uploads.push(new Uint8Array(await file.arrayBuffer()));
    }
    return await cloud.fetch(request);
  });
  const project = () => cloud.state().projects.find(({ name }) => name === "prod");
  return {
    cloud,
    /** The sources that were sent, newest last. */
    uploads,
    /** By the one name that LiveKit's Go clients leave as it is. */
    url: `http://localhost:${port}`,
    close,
    now,
    advance: (seconds: number): void => {
      aheadMs += seconds * 1000;
    },
    /** What the agents API of `prod` answers in JSON. */
    async inJson(method: string, request: Readonly<Record<string, unknown>>) {
      const key = { apiKey: "devkey", apiSecret: "secret" };
      const token = await signToken(key, { agent: { admin: true } }, now());
      const response = await fetch(`http://localhost:${port}/twirp/livekit.CloudAgent/${method}`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${token}`,
          "content-type": "application/json",
          "x-livekit-cli-version": "2.18.1",
        },
        body: JSON.stringify(request),
      });
      return z.json().parse(await response.json());
    },
    agent: (idOrName: string) =>
      project()?.agents.find(({ id, name }) => id === idOrName || name === idOrName),
    room: (wanted: string) => project()?.rooms.find(({ name }) => name === wanted),
  };
}
