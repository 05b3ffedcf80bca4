import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SCENES } from "../e2e/scenes/scenes.ts";
import { ROOT } from "../support/source-files.ts";

const DIRECTORY = join(ROOT, "docs/pictures");
const MOST_BYTES = 200 * 1_024;

const readme = readFileSync(join(ROOT, "README.md"), "utf8");
const used = [...readme.matchAll(/!\[([^\]]*)\]\(docs\/pictures\/([\w-]+)\.png\)/g)];

describe("the README's pictures", () => {
  it("are those that npm run pictures takes, and no others", () => {
    const names = SCENES.map(({ name }) => `${name}.png`);
    expect(readdirSync(DIRECTORY).toSorted()).toEqual(names.toSorted());
  });

  it("are described as they are taken", () => {
    expect(used.length).toBeGreaterThan(0);
    for (const [, description, name] of used)
      expect(SCENES.find((scene) => scene.name === name)).toMatchObject({ description });
  });

  it("are small enough for everybody who opens it", () => {
    for (const file of readdirSync(DIRECTORY))
      expect(statSync(join(DIRECTORY, file)).size, file).toBeLessThanOrEqual(MOST_BYTES);
  });
});
