/** Puts everything together that `npm start` runs, and takes it down again. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createPageApi } from "../page-api.ts";
import { simulatedEnvironment } from "../simulated-environment.ts";
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

export interface LocalWorldOptions {
  /** Of the project. */
  readonly root: string;
  readonly ports: LocalPorts;
  readonly files: StateFiles;
  readonly own: OwnCredentials;
  /** Files of variables for the Worker that go before the simulated ones. */
  readonly envFiles: readonly string[];
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
  const { root, ports, files, own, delay, say } = options;
  const addresses = localAddresses(ports);
  const environment = simulatedEnvironment(addresses);
  const { world, save } = openKeptWorld({
    file: files.world,
    create: () =>
      createSimulatedWorld({
        now: options.now,
        delay,
        deliver: (request) => fetch(request),
        requestUrl: `http://127.0.0.1:${ports.worker}/slack/events`,
        slackUrl: addresses.slack,
      }),
    delay,
    reportSetAside: (file) =>
      say(`The kept world is of another version, so this is a new one; the old: ${file}`),
    reportUnsaved: () => say(`The world cannot be saved to ${files.world}`),
  });
  const closers = [
    await serveOnLoopback(ports.livekit, world.livekit.fetch),
    await serveOnLoopback(ports.pipecat, world.pipecat.fetch),
    await serveOnLoopback(ports.github, world.github.fetch),
  ];
  const servePage = async (): Promise<void> => {
    closers.push(await serveOnLoopback(ports.slack, world.slack.fetch));
    const directory = await buildPage(root, () => say("Building the page …"));
    const page = createPageApp(createPageApi(world.slack, environment.ROLES), directory);
    closers.push(await serveOnLoopback(ports.page, page.fetch));
  };
  const pageServed = own.slack ? Promise.resolve() : servePage();

  const toml = readFileSync(join(root, "wrangler.toml"), "utf8");
  writeFileSync(files.config, JSON.stringify(createWorkerConfig(toml, root, environment, own), null, 2));
  const stopWorker = superviseWorker(
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
  await pageServed;
  return async () => {
    for (const close of closers) close();
    await stopWorker();
    save();
  };
}
