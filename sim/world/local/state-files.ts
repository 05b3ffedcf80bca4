/** What `npm start` keeps, and where. Each port base is a world of its own, so two never write to the same files. */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DEFAULT_PORT_BASE } from "./local-ports.ts";

export interface StateFiles {
  /** The three simulated services. */
  readonly world: string;
  /** The Worker's Durable Objects. */
  readonly storage: string;
  readonly config: string;
  readonly log: string;
}

/** Makes their directory. `fresh`: what was kept there is removed. */
export function openStateFiles(root: string, portBase: number, fresh: boolean): StateFiles {
  const kept = join(root, ".switchboard");
  const directory = portBase === DEFAULT_PORT_BASE ? kept : join(kept, `ports-${portBase}`);
  const files = stateFilesIn(directory);
  if (fresh) for (const path of Object.values(files)) rmSync(path, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  return files;
}

export function stateFilesIn(directory: string): StateFiles {
  return {
    world: join(directory, "world.json"),
    storage: join(directory, "worker"),
    config: join(directory, "wrangler.json"),
    log: join(directory, "worker.log"),
  };
}
