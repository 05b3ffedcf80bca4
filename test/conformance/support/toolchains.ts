import { runProgram } from "./run-program.ts";

/** What the official clients and servers are built with or run by. */
export const TOOLCHAINS = {
  go: {
    label: "Go 1.26 or newer",
    commands: ["go"],
    args: ["version"],
    oldest: [1, 26],
  },
  python: {
    label: "Python 3.11 or newer, with venv",
    commands: ["python3", "python3.14", "python3.13", "python3.12", "python3.11"],
    args: ["-c", "import ensurepip, platform, venv; print('version', platform.python_version())"],
    oldest: [3, 11],
  },
} as const;

export type Toolchain = keyof typeof TOOLCHAINS;

/** The command that runs it; null where it is missing or too old. */
export async function findToolchain(name: Toolchain): Promise<string | null> {
  const { commands, args, oldest } = TOOLCHAINS[name];
  for (const command of commands) {
    // A command that does not exist is a missing toolchain, not a failure.
    const outcome = await runProgram(command, args).catch(() => null);
    if (outcome?.code === 0 && isNewEnough(outcome.stdout, oldest)) return command;
  }
  return null;
}

/** In a test that runs only where it is there. Throws where it is not. */
export async function requireToolchain(name: Toolchain): Promise<string> {
  const command = await findToolchain(name);
  if (command === null) throw new Error(`${TOOLCHAINS[name].label} is needed`);
  return command;
}

function isNewEnough(said: string, [major, minor]: readonly [number, number]): boolean {
  const found = /version (?:go)?(\d+)\.(\d+)/.exec(said);
  if (!found) return false;
  const [foundMajor, foundMinor] = [Number(found[1]), Number(found[2])];
  return foundMajor > major || (foundMajor === major && foundMinor >= minor);
}
