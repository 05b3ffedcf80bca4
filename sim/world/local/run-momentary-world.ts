/** A world of its own, all of it simulated and forgotten afterwards, beside any others. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.ts";
import type { LocalPorts } from "./local-ports.ts";
import { type LocalWorldOptions, runLocalWorld } from "./run-local-world.ts";
import { stateFilesIn } from "./state-files.ts";

export interface MomentaryWorld {
  readonly ports: LocalPorts;
  stop(): Promise<void>;
}

export type MomentaryWorldOptions = Pick<LocalWorldOptions, "root" | "configure" | "now" | "delay" | "say">;

/** Resolves when everything answers. Rejects when the Worker does not start. */
export async function runMomentaryWorld(options: MomentaryWorldOptions): Promise<MomentaryWorld> {
  const directory = mkdtempSync(join(tmpdir(), "switchboard-"));
  const files = stateFilesIn(directory);
  const ports = {
    worker: await freePort(),
    page: await freePort(),
    slack: await freePort(),
    livekit: await freePort(),
    pipecat: await freePort(),
    github: await freePort(),
  };
  const { promise: started, resolve, reject } = Promise.withResolvers<void>();
  const stop = await runLocalWorld({
    ...options,
    ports,
    files,
    own: { slack: false, projects: {} },
    envFiles: [],
    ready: resolve,
    failed: () => reject(new Error(`The Worker does not start. What it said stands in ${files.log}`)),
  });
  await started;
  return {
    ports,
    async stop() {
      await stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
