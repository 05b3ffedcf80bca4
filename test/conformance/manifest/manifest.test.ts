/** manifest.yml against what Slack itself publishes: the schema of manifests, and its own client. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { WebClient } from "@slack/web-api";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { SLACK_METHODS } from "../../support/slack-methods.ts";
import { ROOT } from "../../support/source-files.ts";

/** Slack's schema 2.0.0 (slackapi/manifest-schema), where somebody has put it beside the checkout. */
const SCHEMA = "../shared/reference/slack-manifest.schema.json";
const SCHEMA_FILE = join(ROOT, SCHEMA);

const readManifest = () => parse(readFileSync(join(ROOT, "manifest.yml"), "utf8"));

/** Where the manifest breaks the schema: "/features/slash_commands/0/command must match pattern …". */
function findMistakes(manifest: unknown): string[] {
  const ajv = new Ajv({ allErrors: true, strict: false, formats: { uri: URL.canParse } });
  const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA_FILE, "utf8")));
  validate(manifest);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe("the manifest", () => {
  it("is held against methods that Slack's client has", () => {
    const client = new WebClient();
    const isCallable = (method: string): boolean =>
      typeof method.split(".").reduce((part: unknown, name) => Object(part)[name], client) === "function";
    expect(Object.keys(SLACK_METHODS).filter((method) => !isCallable(method))).toEqual([]);
    expect(isCallable("users.whoever")).toBe(false);
  });

  if (existsSync(SCHEMA_FILE)) {
    it("meets Slack's schema", () => {
      expect(findMistakes(readManifest())).toEqual([]);
    });

    it("would not meet it with a command without a slash, or a field that Slack does not know", () => {
      const manifest = readManifest();
      manifest.features.slash_commands[0].command = "agent";
      manifest.settings.socket_mode = false;
      expect(findMistakes(manifest)).toEqual([
        expect.stringMatching(/^\/features\/slash_commands\/0\/command must match pattern/),
        expect.stringMatching(/^\/settings must NOT have additional properties/),
      ]);
    });
  } else {
    process.stdout.write(`manifest.yml is not held against Slack's schema: there is no ${SCHEMA}\n`);
  }
});
