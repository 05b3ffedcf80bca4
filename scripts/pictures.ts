/** `npm run pictures`: takes the README's pictures anew, of the page as it is now. */
import { mkdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { playScene, screenFor } from "../test/e2e/scenes/play-scene.ts";
import { SCENES } from "../test/e2e/scenes/scenes.ts";
import { startPlayground } from "../test/support/browser/start-playground.ts";
import { findBrowser } from "./find-browser.ts";
import { ROOT } from "./run-tool.ts";

const DIRECTORY = join(ROOT, "docs/pictures");

const browser = findBrowser(warn);
if (browser === null) process.exit(1);
process.env.CHROMIUM = browser;
mkdirSync(DIRECTORY, { recursive: true });
const playground = await startPlayground();
try {
  for (const scene of SCENES) {
    const visit = await playground.visit(screenFor(scene));
    const clip = await playScene(visit, scene);
    const path = join(DIRECTORY, `${scene.name}.png`);
    await visit.page.screenshot({ path, clip, animations: "disabled", caret: "hide" });
    await visit.close();
    const { size } = statSync(path);
    process.stdout.write(`${relative(ROOT, path)}, ${Math.ceil(size / 1_024)} KiB: ${scene.description}\n`);
  }
} finally {
  await playground.stop();
}

function warn(line: string): void {
  process.stderr.write(`${line}\n`);
}
