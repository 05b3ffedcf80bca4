/**
 * Runs a script of this project with everything it needs: installs the packages if they are missing or old, and uses
 * the Node that comes with them (the machine's own may be too old). Plain JavaScript for any Node from 20 on.
 * Usage: node scripts/run.mjs <script.ts> [arguments]
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const modules = join(root, "node_modules");
const bin = join(modules, ".bin");
/** Type stripping without a flag; what the scripts and the tools need. */
const OLDEST_NODE = [22, 18];

install();
run(findNode(), process.argv.slice(2));

/** Installs exactly what the lockfile says, once per lockfile. */
function install() {
  const stamp = join(modules, ".installed-lockfile");
  const wanted = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  say("Installing packages; the first time this takes about a minute …");
  const npm = process.env.npm_execpath;
  const [command, first] = npm?.endsWith("js") ? [process.execPath, [npm]] : ["npm", []];
  // Errors only: npm itself runs on the machine's Node and would warn about each package that wants a newer one.
  const args = [...first, "ci", "--loglevel=error", "--no-audit", "--no-fund"];
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: command === "npm",
  });
  if (status !== 0)
    stop("The packages could not be installed. Is the npm registry within reach? Then run this again.");
  writeFileSync(stamp, wanted);
}

/** The Node among the packages, or this one where there is none for the system (macOS). */
function findNode() {
  const bundled = join(bin, process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(bundled)) return bundled;
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]))
    return process.execPath;
  return stop(
    `On this system Node ${OLDEST_NODE.join(".")} or newer is needed; this is ${process.versions.node}.`,
  );
}

function run(node, [script, ...args]) {
  const env = {
    ...process.env,
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    WRANGLER_SEND_METRICS: "false",
  };
  const child = spawn(node, ["--disable-warning=ExperimentalWarning", join(root, script), ...args], {
    cwd: root,
    stdio: "inherit",
    env,
  });
  // Ctrl-C reaches the child by itself; a signal sent to this process alone is passed on.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function stop(text) {
  say(text);
  process.exit(1);
}
