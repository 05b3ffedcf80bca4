import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import * as z from "zod";
import type { ProgramOutcome } from "../support/run-program.ts";

const outcomeSchema = z.object({ code: z.int(), stdout: z.string(), stderr: z.string() });

export interface CommandRun {
  /** Path of a Python program. */
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly directory: string;
}

export interface CommandServer {
  readonly run: (run: CommandRun) => Promise<ProgramOutcome>;
  readonly stop: () => void;
}

/** Runs a Python program many times at a fraction of what starting Python costs; scripts/command_server.py tells how. */
export async function startCommandServer(python: string): Promise<CommandServer> {
  const directory = mkdtempSync(join(tmpdir(), "switchboard-commands-"));
  const address = join(directory, "socket");
  const script = join(import.meta.dirname, "scripts/command_server.py");
  const server = spawn(python, [script, address], {
    env: { ...process.env, PYTHONUTF8: "1" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await untilReady(server);
  return {
    run: async (run) => {
      const connection = createConnection(address);
      connection.write(`${JSON.stringify(run)}\n`);
      return outcomeSchema.parse(JSON.parse(await text(connection)));
    },
    stop: () => {
      server.kill("SIGTERM");
      rmSync(directory, { recursive: true });
    },
  };
}

/** Throws when the program ends instead. */
async function untilReady(server: ChildProcess): Promise<void> {
  const ended = once(server, "exit").then(([code]) => {
    throw new Error(`the command server ended with ${code}`);
  });
  await Promise.race([once(server.stdout ?? server, "data"), ended]);
  // What happens from now on is for whoever stops it.
  ended.catch(() => {});
}
