import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { parseConfig } from "../../../src/config.ts";

const ROOT = join(import.meta.dirname, "../../..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const varsSchema = z.object({ vars: z.record(z.string(), z.unknown()) });
const SECRETS = {
  SLACK_SIGNING_SECRET: "x",
  SLACK_BOT_TOKEN: "x",
  PROD_LIVEKIT_API_KEY: "x",
  PROD_LIVEKIT_API_SECRET: "x",
  STAGING_LIVEKIT_API_KEY: "x",
  STAGING_LIVEKIT_API_SECRET: "x",
  VOICE_PIPECAT_API_KEY: "x",
};

/** What is left of a block of comments when its signs are taken away; prose stays a comment. */
const uncomment = (text: string): string =>
  text
    .split("\n")
    .filter((line) => line.startsWith("# [vars") || / = /.test(line))
    .map((line) => line.replace(/^# /, ""))
    .join("\n");

describe("the documents about the policy", () => {
  it("show an example that is right", () => {
    const [, example = ""] = /```toml\n(.*?)```/s.exec(read("docs/policy.md")) ?? [];
    const livekit = { platform: "livekit", url: "wss://x.livekit.cloud" };
    const PROJECTS = { prod: livekit, staging: livekit, voice: { platform: "pipecat" } };
    const { vars } = varsSchema.parse(parse(example));
    expect(parseConfig({ ...SECRETS, PROJECTS, ...vars })).toMatchObject({
      ok: true,
      config: {
        policy: {
          onCall: "S0123ONCALL",
          rules: [
            { name: "prod.default" },
            { name: "prod.delete", fromEach: ["S0123ONCALL", "S0123LEADS"] },
            { name: "voice.deploy" },
            { name: "staging.default" },
          ],
        },
      },
    });
  });

  it("leave in wrangler.toml what is right once it is uncommented", () => {
    const toml = read("wrangler.toml");
    const { vars } = varsSchema.parse(parse(uncomment(toml.slice(toml.indexOf("# [vars.PROJECTS")))));
    expect(parseConfig({ ...SECRETS, ...vars })).toMatchObject({
      ok: true,
      config: {
        policy: { breakGlass: ["U0123ADMIN"], rules: [{ name: "*.default" }, { name: "prod.delete" }] },
      },
    });
  });
});
