import { freePort } from "../../../sim/world/local/free-port.ts";
import { prepareLivekitServer } from "./prepare-livekit-server.ts";
import { type RunningProgram, startProgram } from "./start-program.ts";

export interface LivekitServer extends RunningProgram {
  /** "http://127.0.0.1:…"; its key is `devkey`, its secret `secret`. */
  readonly url: string;
}

/** The real LiveKit server on this machine alone, with nobody in it. */
export async function startLivekitServer(): Promise<LivekitServer> {
  const program = await prepareLivekitServer();
  const port = await freePort();
  const config = { port, rtc: { tcp_port: await freePort(), udp_port: await freePort() } };
  const url = `http://127.0.0.1:${port}`;
  const server = await startProgram(
    program,
    ["--dev", "--bind", "127.0.0.1", "--node-ip", "127.0.0.1", "--config-body", JSON.stringify(config)],
    { isReady: async () => (await fetch(url)).ok },
  );
  return { ...server, url };
}
