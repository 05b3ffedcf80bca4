/** The real Worker in the real runtime: `wrangler dev`, started again when it ends unasked. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";

export interface WorkerOptions {
  /** Of the project. */
  readonly root: string;
  readonly port: number;
  readonly configFile: string;
  /** Files of variables that go before those of the configuration. */
  readonly envFiles: readonly string[];
  /** For the storage of Durable Objects. */
  readonly storageDirectory: string;
  /** Gets everything that wrangler and the Worker write. */
  readonly logFile: string;
  /** Gets each line with which wrangler reports an error. */
  readonly reportError: (line: string) => void;
}

export interface RunningWorker {
  /** Wrangler, workerd and what keeps them are one group. */
  readonly processGroup: number | undefined;
  /** SIGKILL for it and everything that it started, as a machine that loses its power does. */
  kill(): void;
  /** Ends it and everything that it started. */
  stop(): Promise<void>;
  /** Resolves when it is over. */
  readonly ended: Promise<void>;
}

export function runWorker(options: WorkerOptions): RunningWorker {
  const { root, port } = options;
  const child = spawn(
    process.execPath,
    [
      ...["--disable-warning=ExperimentalWarning", join(import.meta.dirname, "worker-keeper.ts")],
      ...[join(root, "node_modules/wrangler/bin/wrangler.js"), "dev", "--config", options.configFile],
      ...["--ip", "127.0.0.1", "--port", String(port), "--inspector-port", "0"],
      ...["--persist-to", options.storageDirectory, "--show-interactive-dev-session=false"],
      ...options.envFiles.flatMap((file) => ["--env-file", file]),
    ],
    {
      cwd: root,
      detached: process.platform !== "win32",
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...process.env, WRANGLER_SEND_METRICS: "false", WRANGLER_HIDE_BANNER: "true", NO_COLOR: "1" },
    },
  );
  // Written as it comes: a pipe that nobody reads would stop the writer.
  const log = createWriteStream(options.logFile, { flags: "a" });
  for (const output of [child.stdout, child.stderr]) {
    createInterface(output).on("line", (coloured) => {
      const line = stripVTControlCharacters(coloured);
      log.write(`${line}\n`);
      // An object that the Worker logs begins so too; it stands in the log file, whole.
      if (line.includes("[ERROR]") && !line.endsWith("{")) options.reportError(line);
    });
  }
  child.stdin.on("error", () => {});
  const ended = once(child, "close").then(() => void log.end());
  return {
    processGroup: child.pid,
    ended,
    kill() {
      if (child.pid === undefined || child.exitCode !== null) return;
      if (process.platform === "win32") spawnSync("taskkill", ["/pid", String(child.pid), "/t", "/f"]);
      else process.kill(-child.pid, "SIGKILL");
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
