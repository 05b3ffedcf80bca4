import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { installOnce } from "../support/install-once.ts";
import { requireProgram } from "../support/run-program.ts";

const SOURCE = join(import.meta.dirname, "agent");

/** Installs the official Agents SDK, once, and our agent beside it; gives the path of the agent. */
export async function prepareAgentWorker(): Promise<string> {
  const lockfile = readFileSync(join(SOURCE, "package-lock.json"), "utf8");
  const directory = await installOnce("agent-worker", lockfile, async (target) => {
    for (const file of ["package.json", "package-lock.json"])
      copyFileSync(join(SOURCE, file), join(target, file));
    const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    await requireProgram("npm", ["ci", ...options], { cwd: target, timeoutMs: 850_000 });
  });
  const agent = join(directory, "agent.mjs");
  copyFileSync(join(SOURCE, "agent.mjs"), agent);
  return agent;
}
