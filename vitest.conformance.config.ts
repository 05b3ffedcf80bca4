import { defineConfig } from "vitest/config";

/** Real servers and official clients, one after the other; the first run downloads and builds them. */
export default defineConfig({
  test: {
    include: ["test/conformance/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 900_000,
  },
});
