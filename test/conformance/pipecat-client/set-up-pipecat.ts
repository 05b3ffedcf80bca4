/** The simulated Pipecat Cloud on a port of its own, and Pipecat's own clients set to use it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, type TestContext } from "vitest";
import * as z from "zod";
import { createPipecatCloud, type PipecatCloud } from "../../../sim/pipecat/pipecat-cloud.ts";
import { startingOrganization } from "../../../sim/pipecat/starting-organization.ts";
import { freePort } from "../../../sim/world/local/free-port.ts";
import { serveOnLoopback } from "../../../sim/world/local/serve-on-loopback.ts";
import { type ProgramOutcome, runProgram } from "../support/run-program.ts";
import { type CommandServer, startCommandServer } from "./command-server.ts";
import { type PipecatInstallation, preparePipecatCli } from "./prepare-pipecat-cli.ts";

/** To come: the client says how long ago something was by the clock of this machine, and of what is to come nothing. */
export const START = Date.UTC(2126, 10, 22, 12);

/** A request as it came over the network. */
export interface SentRequest {
  readonly method: string;
  /** With its query; `{org}` stands for the address of the organization. */
  readonly path: string;
  /** What was sent as JSON; null for anything else. */
  readonly body: unknown;
  readonly userAgent: string | null;
}

export interface OpenPipecat {
  readonly cloud: PipecatCloud;
  readonly url: string;
  /** An empty folder, in which the clients run. */
  readonly directory: string;
  /** `pipecat cloud …`, as a program reads it: line by line. */
  readonly cloudCommand: (...args: readonly string[]) => Promise<ProgramOutcome>;
  /** The same, for the one JSON object that it prints. */
  readonly inJson: (
    ...args: readonly string[]
  ) => Promise<{ readonly code: number | null; readonly said: unknown }>;
  /** A script of ours on the official SDK, with these arguments. */
  readonly script: (name: string, ...args: readonly string[]) => Promise<ProgramOutcome>;
  readonly sent: () => readonly SentRequest[];
  /** `GET {org}/services` and so on, in order. */
  readonly calls: () => readonly string[];
  readonly advance: (seconds: number) => void;
}

export interface OpenOptions {
  /** So many simulated seconds pass with every look at an agent or a build; the clients themselves wait 5 real ones. */
  readonly secondsPerLook?: number;
  /** Beside the address; what they are without it. */
  readonly env?: Readonly<Record<string, string>>;
}

const CREDENTIALS = { PIPECAT_TOKEN: "pcc_pat_local", PIPECAT_ORG: "local-org" };
const LOOK = /^GET \/v1\/organizations\/[^/]+\/(services|builds)\/[^/]+$/;

/**
 * Installs the official clients before the tests of a file. Gives what opens a simulator for one of the tests, with which
 * it ends, so that many can be open at once.
 */
export function setUpPipecat(): (test: ATest, options?: OpenOptions) => Promise<OpenPipecat> {
  let clients: PipecatInstallation | null = null;
  let server: Promise<CommandServer> | null = null;
  beforeAll(async () => {
    clients = await preparePipecatCli();
  });
  afterAll(async () => (await server)?.stop());
  return async (test, options = {}) => {
    if (!clients) throw new Error("a simulator is opened inside of a test");
    const { pipecat, python } = clients;
    const run: Run = async (args, env, directory) => {
      server ??= startCommandServer(python);
      return await (await server).run({ command: pipecat, args, env, directory });
    };
    return await openPipecat(python, run, test, options);
  };
}

type ATest = Pick<TestContext, "onTestFinished">;
type Run = (
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  directory: string,
) => Promise<ProgramOutcome>;

async function openPipecat(
  python: string,
  run: Run,
  { onTestFinished }: ATest,
  { secondsPerLook = 0, env: credentials = CREDENTIALS }: OpenOptions,
): Promise<OpenPipecat> {
  let time = START;
  const cloud = createPipecatCloud({
    now: () => time,
    delay: async () => {},
    seed: startingOrganization(START),
  });
  const sent: SentRequest[] = [];
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const stop = await serveOnLoopback(port, async (request) => {
    sent.push(await recordRequest(request));
    if (LOOK.test(`${request.method} ${new URL(request.url).pathname}`)) time += secondsPerLook * 1_000;
    return await cloud.fetch(request);
  });
  const directory = mkdtempSync(join(tmpdir(), "switchboard-pipecat-"));
  onTestFinished(() => {
    stop();
    rmSync(directory, { recursive: true });
  });
  const env = {
    PIPECAT_API_HOST: url,
    // Nothing of the person who runs this: neither what they are signed in with nor how they like it.
    PIPECAT_CONFIG_PATH: join(directory, "none.toml"),
    PIPECAT_OUTPUT: "plain",
    PYTHONUTF8: "1",
    ...credentials,
  };
  const cloudCommand = (...args: readonly string[]) => run(["cloud", ...args], env, directory);
  return {
    cloud,
    url,
    directory,
    cloudCommand,
    inJson: async (...args) => {
      const { code, stdout } = await cloudCommand("--output", "json", ...args);
      return { code, said: z.json().parse(JSON.parse(stdout)) };
    },
    script: (name, ...args) =>
      runProgram(python, [join(import.meta.dirname, "scripts", name), ...args], { env, cwd: directory }),
    sent: () => sent,
    calls: () => sent.map(({ method, path }) => `${method} ${path}`),
    advance: (seconds) => {
      time += seconds * 1_000;
    },
  };
}

async function recordRequest(request: Request): Promise<SentRequest> {
  const { pathname, search } = new URL(request.url);
  const isJson = request.headers.get("content-type")?.startsWith("application/json");
  return {
    method: request.method,
    path: pathname.replace("/v1/organizations/local-org", "{org}") + search,
    body: isJson ? z.json().parse(await request.clone().json()) : null,
    userAgent: request.headers.get("user-agent"),
  };
}
