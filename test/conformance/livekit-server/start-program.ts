import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "../../support/local-bot.ts";

export interface RunningProgram {
  /** SIGKILL for it and for all that it started. */
  stop(): Promise<void>;
}

/** Starts a program that goes on until it is stopped. Throws, with its last words, when it is not ready in time. */
export async function startProgram(
  command: string,
  args: readonly string[],
  {
    env,
    isReady,
  }: { readonly env?: Readonly<Record<string, string>>; readonly isReady: () => Promise<boolean> },
): Promise<RunningProgram> {
  const directory = mkdtempSync(join(tmpdir(), "switchboard-"));
  const log = join(directory, "log");
  // A file, because a pipe that nobody reads would stop the writer.
  const output = openSync(log, "w");
  const child = spawn(command, args, {
    cwd: directory,
    // In a group of its own, to be ended as a whole.
    detached: true,
    env: { ...process.env, ...env },
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  const ended = once(child, "exit");
  await once(child, "spawn");
  const stop = async (): Promise<void> => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      process.kill(-child.pid, "SIGKILL");
      await ended;
    }
    rmSync(directory, { recursive: true });
  };
  try {
    await until(isReady, 60_000);
  } catch (error) {
    const said = readFileSync(log, "utf8").slice(-2_000);
    await stop();
    throw new Error(`${command} did not become ready:\n${said}`, { cause: error });
  }
  return { stop };
}
