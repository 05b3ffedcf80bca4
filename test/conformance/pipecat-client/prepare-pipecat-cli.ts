import { readFileSync } from "node:fs";
import { join } from "node:path";
import { installOnce } from "../support/install-once.ts";
import { requireProgram } from "../support/run-program.ts";
import { requireToolchain } from "../support/toolchains.ts";

const REQUIREMENTS = join(import.meta.dirname, "scripts/requirements.txt");

export interface PipecatInstallation {
  /** The official command, of which `pipecat cloud` is the part for Pipecat Cloud. */
  readonly pipecat: string;
  /** The Python that has the SDK. */
  readonly python: string;
}

/** Installs Pipecat's command line and SDK, once, which takes a minute. Needs Python. */
export async function preparePipecatCli(): Promise<PipecatInstallation> {
  const python = await requireToolchain("python");
  // An environment belongs to the Python that made it.
  const version = `${await requireProgram(python, ["--version"])}${readFileSync(REQUIREMENTS, "utf8")}`;
  const directory = await installOnce("pipecat-client", version, async (target) => {
    await requireProgram(python, ["-m", "venv", target]);
    const options = ["--no-deps", "--only-binary=:all:", "--disable-pip-version-check", "--no-input", "-q"];
    const install = ["-m", "pip", "install", ...options, "-r", REQUIREMENTS];
    await requireProgram(join(target, "bin/python"), install, { timeoutMs: 850_000 });
  });
  return { pipecat: join(directory, "bin/pipecat"), python: join(directory, "bin/python") };
}
