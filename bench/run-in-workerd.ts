import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { simulatedEnvironment, type WorldAddresses } from "../sim/world/simulated-environment.ts";
import type { Bundle } from "./build-bundle.ts";
import { childProcesses } from "./child-processes.ts";
import type { RunningSubject } from "./running-subject.ts";

/** Runs a built Worker in a workerd of its own, reached directly: miniflare's own Worker is not in between. */
export async function runInWorkerd(bundle: Bundle, addresses: WorldAddresses): Promise<RunningSubject> {
  const before = childProcesses();
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      name: "subject",
      modules: true,
      scriptPath: bundle.mainFile,
      compatibilityDate: bundle.compatibilityDate,
      durableObjects: bundle.durableObjects,
      bindings: simulatedEnvironment(addresses),
      unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
      handleStructuredLogs: () => {},
    }),
  );
  await miniflare.ready;
  const [pid, ...others] = childProcesses().filter((child) => !before.includes(child));
  if (pid === undefined || others.length > 0) throw new Error("miniflare did not start exactly one workerd");
  return {
    label: bundle.label,
    url: new URL("/slack/events", await miniflare.unsafeGetDirectURL()).href,
    pid,
    stop: () => miniflare.dispose(),
  };
}
