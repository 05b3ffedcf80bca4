import { buildWorker } from "../../scripts/build-worker.ts";

/** Vitest calls this once before the tests of a project. */
export default buildWorker;
