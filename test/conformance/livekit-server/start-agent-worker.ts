import { freePort } from "../../../sim/world/local/free-port.ts";
import { prepareAgentWorker } from "./prepare-agent-worker.ts";
import type { LivekitServer } from "./start-livekit-server.ts";
import { type RunningProgram, startProgram } from "./start-program.ts";

/** A real worker, registered at the server as `support-line`. What its agent does with a job: agent/agent.mjs. */
export async function startAgentWorker(server: LivekitServer): Promise<RunningProgram> {
  const agent = await prepareAgentWorker();
  const healthPort = await freePort();
  return await startProgram(process.execPath, [agent, "start"], {
    env: {
      LIVEKIT_URL: server.url.replace(/^http/, "ws"),
      LIVEKIT_API_KEY: "devkey",
      LIVEKIT_API_SECRET: "secret",
      HEALTH_PORT: String(healthPort),
    },
    isReady: async () => (await fetch(`http://127.0.0.1:${healthPort}`)).ok,
  });
}
