/** Builds the page into `dist/playground`, unless it was built from the very same files before. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Gives the directory of the built page. `reportBuild` is called when there is something to build. */
export async function buildPage(root: string, reportBuild: () => void): Promise<string> {
  const source = join(root, "sim/playground");
  const directory = join(root, "dist/playground");
  const stamp = join(directory, ".built-from");
  const inputs = hash([
    ...filesIn(source),
    join(root, "sim/world/page-protocol.ts"),
    join(root, "sim/world/panel/panel-protocol.ts"),
    join(root, "package-lock.json"),
    import.meta.filename,
  ]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === inputs) return directory;
  reportBuild();
  const vite = join(root, "node_modules/vite/bin/vite.js");
  const words = ["build", "--config", join(source, "vite.config.ts"), "--logLevel", "error"];
  // A process of its own, since Vite believes NODE_ENV: under a test runner it would build React for development.
  await run(process.execPath, [vite, ...words], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production" },
  });
  writeFileSync(stamp, inputs);
  return directory;
}

function filesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
}

function hash(files: readonly string[]): string {
  const sum = createHash("sha256");
  for (const file of files) sum.update(`${file}\0`).update(readFileSync(file)).update("\0");
  return sum.digest("hex");
}
