import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import * as z from "zod";
import { createWorkerConfig } from "../../sim/world/local/worker-config.ts";
import { LOCAL_ADDRESSES, simulatedEnvironment } from "../../sim/world/simulated-environment.ts";
import { ROOT, runWrangler } from "../run-wrangler.ts";

export interface MeteredBundle {
  readonly mainFile: string;
  readonly compatibilityDate: string;
  /** Class names by binding. */
  readonly durableObjects: Readonly<Record<string, { readonly className: string; readonly useSQLite: true }>>;
}

const configSchema = z.object({
  compatibility_date: z.string(),
  durable_objects: z.object({ bindings: z.array(z.object({ name: z.string(), class_name: z.string() })) }),
});

/** Builds `metered-worker.ts` as Switchboard itself is built, aliases and all. */
export function buildMeteredWorker(): MeteredBundle {
  const toml = readFileSync(join(ROOT, "wrangler.toml"), "utf8");
  const { compatibility_date: compatibilityDate, durable_objects: objects } = configSchema.parse(parse(toml));
  const directory = join(ROOT, "dist/bench/metered-worker");
  mkdirSync(directory, { recursive: true });
  const configFile = `${directory}.wrangler.json`;
  const nothingReal = { slack: false, projects: {} };
  const config = createWorkerConfig(toml, ROOT, simulatedEnvironment(LOCAL_ADDRESSES), nothingReal);
  const main = join(import.meta.dirname, "metered-worker.ts");
  writeFileSync(configFile, JSON.stringify({ ...config, main }));
  runWrangler(["deploy", "--dry-run", "--config", configFile, "--outdir", directory]);
  return {
    mainFile: join(directory, "metered-worker.js"),
    compatibilityDate,
    durableObjects: Object.fromEntries(
      objects.bindings.map(({ name, class_name: className }) => [name, { className, useSQLite: true }]),
    ),
  };
}
