/** The Chromium that drives the page in tests and takes its pictures. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Where Debian, Ubuntu, Fedora and Homebrew have it, and where Chrome is on a Mac. */
const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/opt/homebrew/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const ADVICE =
  "No Chromium was found. Install it (Debian: apt-get install chromium), or say where it is: CHROMIUM=/path/to/chromium";

/** `$CHROMIUM`, or where it usually is; as root on a Debian without one it is installed. Null, having said why: none. */
export function findBrowser(say: (line: string) => void): string | null {
  const { CHROMIUM: named } = process.env;
  if (named) {
    if (existsSync(named)) return named;
    say(`There is no ${named}, which CHROMIUM names.`);
    return null;
  }
  const found = PLACES.find(existsSync) ?? (installBrowser(say) ? PLACES.find(existsSync) : undefined);
  if (found === undefined) say(ADVICE);
  return found ?? null;
}

/** False: this is no Debian, or we are not root, or it did not work. */
function installBrowser(say: (line: string) => void): boolean {
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return false;
  say("Installing Chromium; this takes about a minute …");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const run = (...args: string[]): boolean =>
    spawnSync("apt-get", ["--quiet", "--yes", ...args], { env, stdio: ["ignore", "ignore", "inherit"] })
      .status === 0;
  return run("update") && run("install", "--no-install-recommends", "chromium");
}
