import * as z from "zod";
import { runProgram } from "../support/run-program.ts";

type Json = z.infer<ReturnType<typeof z.json>>;

export interface ClientOutcome {
  readonly code: number | null;
  /** Without the line's end; JSON for all calls but those that print lines. */
  readonly stdout: string;
  readonly stderr: string;
}

export interface GoClient {
  /** One call that has to succeed: gives the answer, as protojson. */
  ask(...args: readonly string[]): Promise<Json>;
  /** One call, however it ends. */
  run(...args: readonly string[]): Promise<ClientOutcome>;
  /** The same program with other credentials. */
  as(apiKey: string, apiSecret: string): GoClient;
}

/** The Go program with the credentials of a project; `prod`, if nothing else is said. */
export function createGoClient(
  program: string,
  url: string,
  apiKey = "devkey",
  apiSecret = "secret",
): GoClient {
  const run = async (...args: readonly string[]): Promise<ClientOutcome> => {
    // Set in somebody's shell, the last would lead elsewhere.
    const env = {
      LIVEKIT_URL: url,
      LIVEKIT_API_KEY: apiKey,
      LIVEKIT_API_SECRET: apiSecret,
      LK_AGENTS_URL: "",
    };
    const { code, stdout, stderr } = await runProgram(program, args, { env });
    return { code, stdout: stdout.trimEnd(), stderr: stderr.trimEnd() };
  };
  return {
    run,
    async ask(...args) {
      const { code, stdout, stderr } = await run(...args);
      if (code !== 0) throw new Error(`${args.join(" ")}: ${stderr}`);
      return z.json().parse(JSON.parse(stdout || "null"));
    },
    as: (otherKey, otherSecret) => createGoClient(program, url, otherKey, otherSecret),
  };
}
