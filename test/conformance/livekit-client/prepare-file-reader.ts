import { join } from "node:path";
import { cacheDirectory } from "../support/cache-directory.ts";
import { requireProgram } from "../support/run-program.ts";
import { requireToolchain } from "../support/toolchains.ts";

const SOURCE = join(import.meta.dirname, "files");

/** Builds our program on the readers of `lk` and of BuildKit; gives its path. The first time takes minutes. Needs Go. */
export async function prepareFileReader(): Promise<string> {
  const program = join(cacheDirectory("livekit-file-reader"), "files");
  const go = await requireToolchain("go");
  const options = { cwd: SOURCE, env: { CGO_ENABLED: "0" }, timeoutMs: 850_000 };
  await requireProgram(go, ["build", "-buildvcs=false", "-o", program, "."], options);
  return program;
}
