/**
 * Runs wrangler in a process group of its own and ends the whole group when its own input ends: also when `npm start`
 * was killed, since a workerd that outlives it would go on firing alarms. Usage: worker-keeper.ts <script> [arguments]
 */
import { spawn, spawnSync } from "node:child_process";

/** For wrangler to stop by itself. */
const GRACE_MS = 3_000;

const wrangler = spawn(process.execPath, process.argv.slice(2), { stdio: ["ignore", "inherit", "inherit"] });
wrangler.once("exit", endGroup);
// The parent's end of our output may be gone; that is no reason to leave the others alone.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
process.stdin.resume().once("close", () => {
  wrangler.kill("SIGTERM");
  setTimeout(endGroup, GRACE_MS);
});

/** Ends this process too. */
function endGroup(): void {
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(wrangler.pid), "/t", "/f"]);
    process.exit();
  }
  process.kill(-process.pid, "SIGKILL");
}
