/** Builds Switchboard and its peers in one way: by wrangler, minified, for the same runtime, into `dist/bench/`. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "smol-toml";
import * as z from "zod";
import { ROOT, runWrangler } from "./run-wrangler.ts";

const OUR_CONFIG = join(ROOT, "wrangler.toml");
const OUTPUT = join(ROOT, "dist/bench");

/** A Worker that can be built: Switchboard itself, or a file in `peers/`. */
export interface Subject {
  /** As it stands in the tables. */
  readonly label: string;
  /** The entry file, from the root. */
  readonly main: string;
}

export const SWITCHBOARD: Subject = { label: "Switchboard", main: "src/index.ts" };
export const PLAIN_BOLT: Subject = {
  label: "plain Bolt, zod, jose, Hono",
  main: "bench/peers/plain-bolt.ts",
};
export const SLACK_EDGE: Subject = { label: "slack-edge", main: "bench/peers/slack-edge-echo.ts" };
export const HONO: Subject = { label: "Hono + HMAC", main: "bench/peers/hono-hmac.ts" };

/** In the order of the tables. */
export const SUBJECTS: readonly Subject[] = [SWITCHBOARD, PLAIN_BOLT, SLACK_EDGE, HONO];

export interface Bundle {
  readonly label: string;
  readonly configFile: string;
  /** Holds what would be uploaded, with source maps beside it. */
  readonly directory: string;
  readonly mainFile: string;
  /** The same as the one file that an upload is. */
  readonly uploadFile: string;
  readonly compatibilityDate: string;
  /** Class names by binding. */
  readonly durableObjects: Readonly<Record<string, { readonly className: string; readonly useSQLite: true }>>;
}

/** What of our configuration matters here. */
const configSchema = z.object({
  compatibility_date: z.string(),
  minify: z.boolean(),
  keep_names: z.boolean(),
  durable_objects: z.object({ bindings: z.array(z.object({ name: z.string(), class_name: z.string() })) }),
});

export function buildBundle({ label, main }: Subject): Bundle {
  const config = configSchema.parse(parse(readFileSync(OUR_CONFIG, "utf8")));
  const { durable_objects: objects, ...shared } = config;
  const isOurs = main === SWITCHBOARD.main;
  const name = basename(main, ".ts");
  const directory = join(OUTPUT, name);
  mkdirSync(directory, { recursive: true });
  const bundle: Bundle = {
    label,
    configFile: isOurs ? OUR_CONFIG : join(OUTPUT, `${name}.wrangler.json`),
    directory,
    mainFile: join(directory, `${name}.js`),
    uploadFile: join(OUTPUT, `${name}.upload`),
    compatibilityDate: config.compatibility_date,
    durableObjects: Object.fromEntries(
      (isOurs ? objects.bindings : []).map((binding) => [
        binding.name,
        { className: binding.class_name, useSQLite: true },
      ]),
    ),
  };
  // A peer is built like us, but without our aliases: they are what is compared.
  if (!isOurs) writeFileSync(bundle.configFile, JSON.stringify({ name, main: join(ROOT, main), ...shared }));
  runWrangler([
    ...["deploy", "--dry-run", "--config", bundle.configFile],
    ...["--outdir", bundle.directory, "--outfile", bundle.uploadFile],
  ]);
  return bundle;
}
