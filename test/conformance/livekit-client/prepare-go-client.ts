import { join } from "node:path";
import { cacheDirectory } from "../support/cache-directory.ts";
import { requireProgram } from "../support/run-program.ts";
import { requireToolchain } from "../support/toolchains.ts";

const SOURCE = join(import.meta.dirname, "client");

/**
 * Builds our program on LiveKit's Go clients; gives its path. The first time takes minutes, later ones Go finds all of it in
 * its caches. Needs Go.
 */
export async function prepareGoClient(): Promise<string> {
  const program = join(cacheDirectory("livekit-go-client"), "livekit-client");
  const go = await requireToolchain("go");
  const options = { cwd: SOURCE, env: { CGO_ENABLED: "0" }, timeoutMs: 850_000 };
  await requireProgram(go, ["build", "-buildvcs=false", "-o", program, "."], options);
  return program;
}
