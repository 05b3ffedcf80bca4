import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { EMOJI_SIGNS } from "../../../sim/playground/blocks/emoji-signs.ts";
import { ROOT, readSourceFiles } from "../../support/source-files.ts";

/** Signs of the bot that are emoji to Slack; not every machine has letters for them. */
const EMOJI = /\p{Emoji_Presentation}|🗑/gu;

describe("the page's own emoji", () => {
  const used = new Set(readSourceFiles("src").flatMap(({ text }) => text.match(EMOJI) ?? []));

  it("are all that the bot uses", () => {
    expect(used.size).toBeGreaterThan(5);
    expect([...used].filter((sign) => !(sign in EMOJI_SIGNS))).toEqual([]);
  });

  it("are each drawn", () => {
    const styles = readFileSync(`${ROOT}/sim/playground/styles/signs.css`, "utf8");
    const drawn = (name: string): boolean => styles.includes(`.sign.${name.replaceAll("_", "-")} {`);
    expect(Object.values(EMOJI_SIGNS).filter((name) => !drawn(name))).toEqual([]);
  });
});
