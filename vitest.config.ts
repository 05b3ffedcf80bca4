import { availableParallelism } from "node:os";
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { simulatedEnvironment } from "./sim/world/simulated-environment.ts";

/** Hosts that exist only in tests: a request to any other is a mistake, and fails. */
const ADDRESSES = {
  slack: "https://slack.test",
  livekit: "https://livekit.test",
  pipecat: "https://pipecat.test",
  github: "https://github.test",
};

/** Generous, because a busy machine is no failure; nothing here waits for a clock. */
const testTimeout = 30_000;

/** Plain functions, and the simulators: in Node. They keep nothing between files, which halves the time: modules are loaded once. */
const inNode = (name: string) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], environment: "node", testTimeout, isolate: false },
});

/** The Worker as it ships, in the runtime it ships for. */
const inWorkerd = (name: string) => ({
  plugins: [
    cloudflareTest({
      main: "./dist/worker/index.js",
      wrangler: { configPath: "./wrangler.toml" },
      miniflare: { bindings: simulatedEnvironment(ADDRESSES) },
    }),
  ],
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout,
    globalSetup: "./test/support/build-worker-first.ts",
  },
});

export default defineConfig({
  test: {
    // A conversation waits most of its time for quiet, so that more of them share a core.
    maxWorkers: availableParallelism() + 4,
    projects: [inNode("unit"), inNode("contract"), inNode("guards"), inWorkerd("worker"), inWorkerd("flows")],
  },
});
