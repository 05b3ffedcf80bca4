import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { simulatedEnvironment, type WorldAddresses } from "../sim/world/simulated-environment.ts";
import type { Bundle } from "./build-bundle.ts";
import { childProcesses } from "./child-processes.ts";
import type { RunningSubject } from "./running-subject.ts";

/** What the runtime calls the Worker. */
export const SUBJECT = "subject";

/** A built Worker in a workerd of its own, reached directly: miniflare's own Worker is not in between. */
export async function startWorkerd(
  bundle: Bundle,
  addresses: WorldAddresses,
  { inspected = false } = {},
): Promise<{ readonly miniflare: Miniflare; readonly url: string }> {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      name: SUBJECT,
      modules: true,
      scriptPath: bundle.mainFile,
      compatibilityDate: bundle.compatibilityDate,
      durableObjects: bundle.durableObjects,
      bindings: simulatedEnvironment(addresses),
      unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
      handleStructuredLogs: () => {},
      ...(inspected && { inspectorPort: 0 }),
    }),
  );
  await miniflare.ready;
  return { miniflare, url: new URL("/slack/events", await miniflare.unsafeGetDirectURL()).href };
}

export async function runInWorkerd(bundle: Bundle, addresses: WorldAddresses): Promise<RunningSubject> {
  const before = childProcesses();
  const { miniflare, url } = await startWorkerd(bundle, addresses);
  const [pid, ...others] = childProcesses().filter((child) => !before.includes(child));
  if (pid === undefined || others.length > 0) throw new Error("miniflare did not start exactly one workerd");
  return {
    label: bundle.label,
    url,
    pid,
    stop: () => miniflare.dispose(),
  };
}
