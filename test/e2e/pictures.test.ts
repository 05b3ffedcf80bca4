import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Playground, startPlayground } from "../support/browser/start-playground.ts";
import { playScene, screenFor } from "./scenes/play-scene.ts";
import { SCENES } from "./scenes/scenes.ts";

/** What `npm run pictures` would take; no pixel is compared, since times and ids are others each time. */
describe("a picture of the README", () => {
  let playground: Playground;
  beforeAll(async () => {
    playground = await startPlayground();
  });
  afterAll(async () => {
    await playground?.stop();
  });

  it.each(SCENES)("$name: $description", async (scene) => {
    const visit = await playground.visit(screenFor(scene));
    await playScene(visit, scene);
    expect(await visit.watch.findFaults()).toEqual([]);
    await visit.close();
  });
});
