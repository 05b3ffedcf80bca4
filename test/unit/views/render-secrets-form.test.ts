import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { validateView } from "../../../sim/slack/block-kit/validate-view.ts";
import { mrkdwn } from "../../../src/views/mrkdwn.ts";
import {
  renderFormNotice,
  renderFormSkeleton,
  renderSecretsForm,
} from "../../../src/views/render-secrets-form.ts";
import { readValueField, valueField } from "../../../src/views/secrets-form.ts";
import { liveKitAgent } from "./fixtures.ts";

type Form = Parameters<typeof renderSecretsForm>[0];
const form = (more: Partial<Form> = {}): Form => ({
  metadata: {
    command: "/agent update-secrets prod/support-line",
    channelId: "COPS",
    threadTs: null,
    platform: "livekit",
    isKnown: false,
  },
  agent: liveKitAgent("prod", "support-line"),
  write: [],
  names: ["A"],
  remove: [],
  overwrite: false,
  set: null,
  asksValues: true,
  reason: "optional",
  ...more,
});

describe("the form for secrets", () => {
  it("is one that Slack opens, whatever secrets are called and however many there are", () => {
    const name = fc.string({ minLength: 1, maxLength: 200, unit: "grapheme" });
    fc.assert(
      fc.property(
        fc.array(name, { maxLength: 150 }),
        fc.uniqueArray(name, { maxLength: 40 }),
        fc.boolean(),
        fc.boolean(),
        (names, write, asksValues, overwrite) => {
          const secrets = write.map((one) => ({ name: one, kind: "environment" }) as const);
          const view = renderSecretsForm(
            form({ names: [...new Set(names)], write: secrets, asksValues, overwrite }),
          );
          expect(validateView(view, "modal")).toEqual([]);
        },
      ),
      { numRuns: 50 },
    );
    for (const view of [renderFormSkeleton(), renderFormNotice(mrkdwn`no`)])
      expect(validateView(view, "modal")).toEqual([]);
  });

  it("is not made when Slack could not carry what belongs to it", () => {
    const { metadata } = form();
    expect(renderSecretsForm(form({ metadata: { ...metadata, command: "x".repeat(3_000) } }))).toBeNull();
  });

  it("chooses beforehand what was named to go", () => {
    const view = JSON.stringify(renderSecretsForm(form({ names: ["A", "B"], remove: ["B"] })));
    expect(view).toContain('"initial_options":[{"text":{"type":"plain_text","text":"B"},"value":"B"}]');
  });

  it("offers no file where the platform has none", () => {
    const { metadata } = form();
    const pipecat = { ...liveKitAgent("voice", "starter"), platform: "pipecat" } as const;
    const view = renderSecretsForm(form({ agent: pipecat, metadata: { ...metadata, platform: "pipecat" } }));
    expect(JSON.stringify(view)).not.toMatch(/"block_id":"file/);
  });

  it("knows the secret that a field is for, whatever it is called", () => {
    for (const kind of ["environment", "file", "image-pull"] as const) {
      const secret = { name: "a file: b", kind };
      expect(readValueField(valueField(secret))).toEqual(secret);
    }
    expect(readValueField("value other A")).toBeNull();
    expect(readValueField("names")).toBeNull();
  });
});
