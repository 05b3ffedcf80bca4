/** The configuration of the local Worker: that of wrangler.toml, with the simulated world as its environment. */
import { join } from "node:path";
import { parse } from "smol-toml";
import * as z from "zod";
import type { simulatedEnvironment } from "../simulated-environment.ts";
import type { OwnCredentials } from "./own-credentials.ts";

type Environment = ReturnType<typeof simulatedEnvironment>;

const tableSchema = z.record(z.string(), z.unknown());
const configSchema = z.looseObject({
  main: z.string(),
  alias: z.record(z.string(), z.string()).default({}),
  vars: z.looseObject({ PROJECTS: tableSchema.default({}) }).prefault({}),
});

/** `toml` is the text of wrangler.toml in `root`. The values of real credentials reach the Worker by `.dev.vars` alone. */
export function createWorkerConfig(
  toml: string,
  root: string,
  simulated: Environment,
  own: OwnCredentials,
): Record<string, unknown> {
  const config = configSchema.parse(parse(toml));
  const absolute = (path: string): string => (path.startsWith(".") ? join(root, path) : path);
  return {
    ...config,
    main: join(root, config.main),
    alias: Object.fromEntries(Object.entries(config.alias).map(([name, path]) => [name, absolute(path)])),
    vars: composeVars(config.vars, simulated, own),
  };
}

function composeVars(
  configured: z.infer<typeof configSchema>["vars"],
  simulated: Environment,
  own: OwnCredentials,
): Record<string, unknown> {
  const real = Object.entries(own.projects).map(([name, platform]) => [
    name,
    configured.PROJECTS[name] ?? { platform },
  ]);
  const projects = { ...simulated.PROJECTS, ...Object.fromEntries(real) };
  if (!own.slack) return { ...configured, ...simulated, PROJECTS: projects };
  // The real workspace has people of its own, and Slack's address is the default.
  const { SLACK_API_URL: _, SLACK_SIGNING_SECRET: __, SLACK_BOT_TOKEN: ___, ...others } = simulated;
  return { ...others, ...configured, PROJECTS: projects };
}
