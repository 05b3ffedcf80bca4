import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readOwnCredentials } from "../../../sim/world/local/own-credentials.ts";

const complete = (text: string) => {
  const outcome = readOwnCredentials(text);
  if (!outcome.ok) throw new Error(`missing: ${outcome.missing}`);
  return outcome.credentials;
};
const missing = (text: string) => {
  const outcome = readOwnCredentials(text);
  return outcome.ok ? [] : outcome.missing;
};

describe("readOwnCredentials", () => {
  it("finds everything simulated without a file, and with one that sets other things", () => {
    expect(complete("")).toEqual({ slack: false, projects: {} });
    expect(complete('# SLACK_BOT_TOKEN=xoxb\nROLES={"admin":["U1"]}')).toEqual({
      slack: false,
      projects: {},
    });
  });

  it("finds a real Slack by its two secrets", () => {
    expect(complete("SLACK_SIGNING_SECRET=abc\nSLACK_BOT_TOKEN='xoxb-1'").slack).toBe(true);
  });

  it("finds projects by the names of their keys", () => {
    const text = `PROD_LIVEKIT_URL=wss://a.livekit.cloud
PROD_LIVEKIT_API_KEY=k
PROD_LIVEKIT_API_SECRET="s"
VOICE_PIPECAT_API_KEY=sk_1
EU_WEST_PIPECAT_API_KEY=sk_2`;
    expect(complete(text).projects).toEqual({ prod: "livekit", voice: "pipecat", "eu-west": "pipecat" });
  });

  it("names what is missing next to what is there", () => {
    expect(missing("SLACK_BOT_TOKEN=xoxb-1")).toEqual(["SLACK_SIGNING_SECRET"]);
    expect(missing("PROD_LIVEKIT_API_KEY=k")).toEqual(["PROD_LIVEKIT_URL", "PROD_LIVEKIT_API_SECRET"]);
  });

  it("takes an empty value for a missing one", () => {
    expect(missing("VOICE_PIPECAT_API_KEY=")).toEqual(["VOICE_PIPECAT_API_KEY"]);
    expect(missing("SLACK_BOT_TOKEN=x\nSLACK_SIGNING_SECRET='  '")).toEqual(["SLACK_SIGNING_SECRET"]);
  });

  it("takes the example file as it stands for no credentials, and filled in for complete ones", () => {
    const example = readFileSync(join(import.meta.dirname, "../../../.dev.vars.example"), "utf8");
    expect(complete(example)).toEqual({ slack: false, projects: {} });
    const filled = example.replaceAll(/^# ?([A-Z_]+=)/gm, "$1");
    expect(complete(filled)).toEqual({ slack: true, projects: { prod: "livekit", voice: "pipecat" } });
  });
});
