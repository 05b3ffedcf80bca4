/** Puts everything together that `npm start` runs, and takes it down again. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { readManifest } from "../app-manifest.ts";
import { createPageApi } from "../page-api.ts";
import { CallRecord } from "../panel/call-record.ts";
import { createWorldApi } from "../panel/world-api.ts";
import { SIMULATED_PIPECAT_PROJECT, simulatedEnvironment } from "../simulated-environment.ts";
import { createSimulatedWorld } from "../simulated-world.ts";
import { buildPage } from "./build-page.ts";
import { createPageApp } from "./create-page-app.ts";
import { type LocalPorts, localAddresses } from "./local-ports.ts";
import { openKeptWorld } from "./open-kept-world.ts";
import type { OwnCredentials } from "./own-credentials.ts";
import { serveOnLoopback } from "./serve-on-loopback.ts";
import type { StateFiles } from "./state-files.ts";
import { superviseWorker } from "./supervise-worker.ts";
import { createWorkerConfig } from "./worker-config.ts";

type Environment = ReturnType<typeof simulatedEnvironment>;

export interface LocalWorldOptions {
  /** Of the project. */
  readonly root: string;
  readonly ports: LocalPorts;
  readonly files: StateFiles;
  readonly own: OwnCredentials;
  /** Files of variables for the Worker that go before the simulated ones. */
  readonly envFiles: readonly string[];
  /** Changes what the Worker is told of the simulated world; left out: nothing. */
  readonly configure?: (simulated: Environment) => Environment;
  /** Milliseconds since 1970, for the whole simulated world. */
  readonly now: () => number;
  readonly delay: (ms: number) => Promise<void>;
  /** Tells the person at the terminal something in one line. */
  readonly say: (line: string) => void;
  /** Everything answers. */
  readonly ready: () => void;
  /** The Worker does not start; nothing goes on by itself from here. */
  readonly failed: () => void;
}

/** Gives the function that ends it all. */
export async function runLocalWorld(options: LocalWorldOptions): Promise<() => Promise<void>> {
  const { root, ports, files, own, delay, say, configure = (simulated) => simulated } = options;
  const addresses = localAddresses(ports);
  const environment = configure(simulatedEnvironment(addresses));
  const calls = new CallRecord(options.now);
  const { world, save } = openKeptWorld({
    file: files.world,
    create: () =>
      createSimulatedWorld({
        now: options.now,
        delay,
        deliver: calls.wrap("bot", (request) => fetch(request)),
        requestUrl: `http://127.0.0.1:${ports.worker}/slack/events`,
        slackUrl: addresses.slack,
      }),
    delay,
    reportSetAside: (file) =>
      say(`The kept world is of another version, so this is a new one; the old: ${file}`),
    reportUnsaved: () => say(`The world cannot be saved to ${files.world}`),
  });
  const closers = [
    await serveOnLoopback(ports.livekit, calls.wrap("livekit", world.livekit.fetch)),
    await serveOnLoopback(ports.pipecat, calls.wrap("pipecat", world.pipecat.fetch)),
    await serveOnLoopback(ports.github, calls.wrap("github", world.github.fetch)),
  ];
  const toml = readFileSync(join(root, "wrangler.toml"), "utf8");
  writeFileSync(files.config, JSON.stringify(createWorkerConfig(toml, root, environment, own), null, 2));
  const worker = superviseWorker(
    {
      root,
      port: ports.worker,
      configFile: files.config,
      envFiles: options.envFiles,
      storageDirectory: files.storage,
      logFile: files.log,
      reportError: (line) => say(`Worker: ${line}`),
    },
    delay,
    {
      ready: () => void pageServed.then(options.ready),
      restarting: () => say("The Worker has ended and is started again …"),
      recovered: () => say("The Worker answers again."),
      failed: options.failed,
    },
  );
  const servePage = async (): Promise<void> => {
    closers.push(await serveOnLoopback(ports.slack, calls.wrap("slack", world.slack.fetch)));
    const directory = await buildPage(root, () => say("Building the page …"));
    const manifest = readManifest(parse(readFileSync(join(root, "manifest.yml"), "utf8")));
    const apis = [
      createPageApi(world.slack, environment.ROLES, manifest),
      createWorldApi({ world, calls, pipecatProject: SIMULATED_PIPECAT_PROJECT, worker }),
    ];
    closers.push(await serveOnLoopback(ports.page, createPageApp(apis, directory).fetch));
  };
  // With the real Slack behind the Worker there is nothing that a page could show.
  const pageServed = own.slack ? Promise.resolve() : servePage();
  await pageServed;
  return async () => {
    for (const close of closers) close();
    await worker.stop();
    save();
  };
}
