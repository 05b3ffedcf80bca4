import { defineConfig } from "vitest/config";

/** Real processes, real sockets, a real clock: what only they can show. `npm run e2e`. */
export default defineConfig({
  test: {
    include: ["test/e2e/**/*.test.ts"],
    environment: "node",
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // Each file has processes and ports of its own, and waits for a real clock most of the time.
    maxWorkers: 4,
    maxConcurrency: 5,
  },
});
