import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readManifest } from "../../../sim/world/app-manifest.ts";
import { ROOT } from "../../support/source-files.ts";

describe("readManifest", () => {
  it("reads the app's own commands with their hints", () => {
    const { commands } = readManifest(parse(readFileSync(`${ROOT}/manifest.yml`, "utf8")));
    expect(commands.map(({ command }) => command)).toEqual(["/agent", "/dispatch"]);
    expect(commands[0]?.usageHint).toMatch(/^status \| rollback/);
    expect(commands.every(({ description }) => description !== "")).toBe(true);
  });

  it("reads message shortcuts and whether there is a Home tab, and no global shortcuts", () => {
    const manifest = {
      features: {
        app_home: { home_tab_enabled: true },
        shortcuts: [
          { name: "Add to timeline", type: "message", callback_id: "add" },
          { name: "New", type: "global", callback_id: "new" },
        ],
      },
    };
    expect(readManifest(manifest)).toEqual({
      commands: [],
      shortcuts: [{ name: "Add to timeline", callbackId: "add" }],
      hasHomeTab: true,
    });
  });
});
