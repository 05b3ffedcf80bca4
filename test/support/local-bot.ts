/** The Worker in a process group of its own, among simulators on real sockets, to be killed. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../sim/world/local/free-port.ts";
import { runWorker } from "../../sim/world/local/run-worker.ts";
import { serveOnLoopback } from "../../sim/world/local/serve-on-loopback.ts";
import { createWorkerConfig } from "../../sim/world/local/worker-config.ts";
import { simulatedEnvironment } from "../../sim/world/simulated-environment.ts";
import { createSimulatedWorld } from "../../sim/world/simulated-world.ts";
import { ROOT } from "./source-files.ts";

export type LocalBot = Awaited<ReturnType<typeof startLocalBot>>;

type Environment = ReturnType<typeof simulatedEnvironment>;

export interface WorldAround {
  /** The clock of Slack and both clouds, in milliseconds since 1970; that of this machine when left out. */
  readonly now?: () => number;
  /** Brings Slack's requests to the Worker. */
  readonly deliver?: (request: Request) => Promise<Response>;
}

/** `configure` may point projects elsewhere, and add some; left out: all is simulated. */
export async function startLocalBot(
  configure: (simulated: Environment) => Environment = (simulated) => simulated,
  { now = Date.now, deliver = fetch }: WorldAround = {},
) {
  const directory = mkdtempSync(join(tmpdir(), "switchboard-"));
  const workerPort = await freePort();
  const slackPort = await freePort();
  const livekitPort = await freePort();
  const pipecatPort = await freePort();
  const githubPort = await freePort();
  const addresses = {
    slack: `http://127.0.0.1:${slackPort}`,
    livekit: `http://127.0.0.1:${livekitPort}`,
    pipecat: `http://127.0.0.1:${pipecatPort}`,
    github: `http://127.0.0.1:${githubPort}`,
  };
  const world = createSimulatedWorld({
    now,
    delay: async (ms) => await sleep(ms),
    deliver,
    requestUrl: `http://127.0.0.1:${workerPort}/slack/events`,
    slackUrl: addresses.slack,
  });
  const closers = [
    await serveOnLoopback(slackPort, world.slack.fetch),
    await serveOnLoopback(livekitPort, world.livekit.fetch),
    await serveOnLoopback(pipecatPort, world.pipecat.fetch),
    await serveOnLoopback(githubPort, world.github.fetch),
  ];
  const configFile = join(directory, "wrangler.json");
  /** Where objects keep what they have, and what the Worker and wrangler write. */
  const files = { directory, storage: join(directory, "storage"), log: join(directory, "worker.log") };
  const toml = readFileSync(join(ROOT, "wrangler.toml"), "utf8");
  const nothingReal = { slack: false, projects: {} };
  writeFileSync(
    configFile,
    JSON.stringify(createWorkerConfig(toml, ROOT, configure(simulatedEnvironment(addresses)), nothingReal)),
  );

  const answers = async (): Promise<boolean> => (await fetch(`http://127.0.0.1:${workerPort}/`)).ok;
  const launch = async () => {
    const worker = runWorker({
      root: ROOT,
      port: workerPort,
      configFile,
      envFiles: [],
      storageDirectory: files.storage,
      logFile: files.log,
      reportError: () => {},
    });
    await until(answers, 30_000);
    return worker;
  };
  let worker = await launch();

  return {
    world,
    files,
    /** Whether the Worker runs; rejects while nothing listens. */
    answers,
    /** SIGKILL for all of it: wrangler, its proxy and workerd. */
    killEverything: async () => {
      if (worker.processGroup) process.kill(-worker.processGroup, "SIGKILL");
      await worker.ended;
    },
    /** SIGKILL for the runtime that runs the Worker; wrangler starts it again by itself, if it had started before. */
    killRuntime: () => {
      const runtime = runtimeOf(worker.processGroup);
      process.kill(runtime, "SIGKILL");
    },
    restart: async () => {
      worker = await launch();
    },
    /** `keepsFiles`: for whoever wants to know what happened. */
    stop: async (keepsFiles = false) => {
      await worker.stop();
      for (const close of closers) close();
      if (!keepsFiles) rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Resolves when `check` is true; what it throws until then means not yet. */
export async function until(check: () => boolean | Promise<boolean>, timeoutMs = 20_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const done = await Promise.resolve()
      .then(check)
      .catch(() => false);
    if (done) return;
    if (Date.now() > end) throw new Error(`not within ${timeoutMs} ms: ${check}`);
    await sleep(50);
  }
}

/** The workerd of this group that runs user code: the one with an inspector. */
function runtimeOf(group: number | undefined): number {
  const found = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .find((pid) => {
      const command = readProc(pid, "cmdline");
      const fields = readProc(pid, "stat").split(") ")[1]?.split(" ") ?? [];
      return (
        Number(fields[2]) === group && command.includes("workerd") && command.includes("--inspector-addr")
      );
    });
  if (!found) throw new Error("no runtime in this group");
  return Number(found);
}

function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}
