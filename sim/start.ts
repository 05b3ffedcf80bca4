/**
 * `npm start`: the real Worker in the real runtime, among a simulated Slack, LiveKit Cloud and Pipecat Cloud, with a
 * page to try it. One process serves the world, wrangler runs the Worker; both are reached from this machine only.
 */
import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { localPorts } from "./world/local/local-ports.ts";
import { type OwnCredentials, readOwnCredentials } from "./world/local/own-credentials.ts";
import { parseArguments, USAGE } from "./world/local/parse-arguments.ts";
import { runLocalWorld } from "./world/local/run-local-world.ts";
import { PortInUse, requireFreePort } from "./world/local/serve-on-loopback.ts";
import { openStateFiles } from "./world/local/state-files.ts";

const ROOT = join(import.meta.dirname, "..");
const ENV_FILE = join(ROOT, ".dev.vars");

const { portBase, fresh } = parseArguments(process.argv.slice(2)) ?? quit(USAGE);
const ports = localPorts(portBase);
const own = readOwn();
await requireFreePorts();
say("Starting the Worker and its world …");
const files = openStateFiles(ROOT, portBase, fresh);

let stop = async (): Promise<void> => {};
let isEnding = false;
stop = await runLocalWorld({
  root: ROOT,
  ports,
  files,
  own,
  envFiles: existsSync(ENV_FILE) ? [ENV_FILE] : [],
  now: () => Date.now(),
  delay: async (ms) => await sleep(ms),
  say,
  ready: greet,
  failed: () => void end(1, `The Worker does not start. What it said stands in ${relative(ROOT, files.log)}`),
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void end(0));

function greet(): void {
  const real = Object.keys(own.projects);
  const at = (port: number): string => `http://localhost:${port}`;
  const lines = [
    `Ready after ${(performance.now() / 1_000).toFixed(1)} s.`,
    "",
    ...(own.slack ? [] : [`  Page     ${at(ports.page)}  ← open this and type /agent status`]),
    `  Worker   ${at(ports.worker)}  (Slack's request URL: /slack/events)`,
    own.slack ? "  Slack    the real one, by .dev.vars" : `  Slack    ${at(ports.slack)}/api/`,
    `  LiveKit  ${at(ports.livekit)}`,
    `  Pipecat  ${at(ports.pipecat)}/v1`,
    `  GitHub   ${at(ports.github)}`,
    ...(real.length > 0 ? [`  Real projects by .dev.vars: ${real.join(", ")}`] : []),
    "",
    "Ctrl-C ends it. The world is kept; npm start -- --fresh begins a new one.",
  ];
  say(lines.join("\n"));
}

async function end(code: number, reason?: string): Promise<void> {
  // Ctrl-C may arrive twice: from the terminal, and passed on by npm.
  if (isEnding) return;
  isEnding = true;
  if (reason) say(reason);
  await stop();
  process.exit(code);
}

/** What is real by `.dev.vars`; half a set of credentials ends it here. */
function readOwn(): OwnCredentials {
  const outcome = readOwnCredentials(existsSync(ENV_FILE) ? readFileSync(ENV_FILE, "utf8") : "");
  if (outcome.ok) return outcome.credentials;
  return quit(
    `.dev.vars lacks ${outcome.missing.join(", ")}. Add what is missing, or take out what belongs to it.`,
  );
}

async function requireFreePorts(): Promise<void> {
  try {
    for (const port of Object.values(ports)) await requireFreePort(port);
  } catch (error) {
    if (!(error instanceof PortInUse)) throw error;
    quit(
      `Port ${error.port} is in use, perhaps by another npm start. End that, or use other ports: npm start -- --port-base ${portBase + 1_000}`,
    );
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function quit(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}
