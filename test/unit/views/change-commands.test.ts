import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCommand } from "../../../src/commands/parse-command.ts";
import { tokenize } from "../../../src/commands/tokenize.ts";
import type { ChangeAsked } from "../../../src/operations/change-request.ts";
import {
  approveCommand,
  changeCommand,
  decisionCommand,
  rollbackCommand,
} from "../../../src/views/change-commands.ts";
import { OPERATION_ID } from "./change-fixtures.ts";
import { liveKitAgent, pipecatAgent } from "./fixtures.ts";

const agent = liveKitAgent("prod", "support-line");

/** What the grammar makes of a command text. */
function read(text: string): unknown {
  const [, command = "", rest = ""] = /^\/(\w+) ?(.*)$/s.exec(text) ?? [];
  const tokens = tokenize(rest);
  return tokens.ok ? parseCommand(command, tokens.value) : tokens;
}

describe("the command that asks for a change again", () => {
  it.each<[ChangeAsked, string]>([
    [{ verb: "rollback", version: null }, "/agent rollback prod/support-line"],
    [{ verb: "rollback", version: "2025" }, "/agent rollback prod/support-line --version 2025"],
    [{ verb: "restart" }, "/agent restart prod/support-line"],
    [{ verb: "scale", min: 0, max: null }, "/agent scale prod/support-line --min 0"],
    [{ verb: "scale", min: null, max: 5 }, "/agent scale prod/support-line --max 5"],
    [{ verb: "promote", from: "canary" }, "/agent promote prod/support-line --from canary"],
    [{ verb: "delete" }, "/agent delete prod/support-line"],
    [{ verb: "deploy", update: {} }, "/agent deploy prod/support-line"],
    [
      { verb: "deploy", update: { krispAudioFilter: null, forceRedeploy: false } },
      "/agent deploy prod/support-line --krisp-viva off",
    ],
  ])("says what was asked: %o", (asked, text) => {
    expect(changeCommand({ agent, asked })).toBe(text);
    expect(read(text)).toMatchObject({ ok: true, value: { id: `agent.${asked.verb}` } });
  });

  it("names every field of a deployment, as the grammar reads it", () => {
    const text = changeCommand({
      agent: pipecatAgent("voice", "voice-starter"),
      asked: {
        verb: "deploy",
        update: {
          buildId: "7c1b8a44-0000-4000-8000-000000000001",
          secretSet: "voice-secrets",
          imagePullSecretSet: "registry",
          scaling: { min: 0, max: 10 },
          krispAudioFilter: "tel",
          profile: "agent-2x",
          maxSessionSeconds: 3600,
          nodeType: "arm",
          forceRedeploy: true,
        },
      },
    });
    expect(read(text)).toMatchObject({
      ok: true,
      value: {
        id: "agent.deploy",
        input: {
          agent: "voice/voice-starter",
          image: null,
          "build-id": "7c1b8a44-0000-4000-8000-000000000001",
          "secret-set": "voice-secrets",
          "image-pull-secret-set": "registry",
          "min-agents": 0,
          "max-agents": 10,
          "krisp-viva": "tel",
          profile: "agent-2x",
          "max-session-duration": 3600,
          "node-type": "arm",
          force: true,
          reason: null,
        },
      },
    });
  });

  it("keeps the reason whole, whatever it says", () => {
    const reasons = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }).map((text) => text.trim());
    fc.assert(
      fc.property(
        reasons.filter((reason) => reason !== ""),
        (reason) => {
          expect(read(changeCommand({ agent, asked: { verb: "restart" } }, reason))).toMatchObject({
            ok: true,
            value: { id: "agent.restart", input: { agent: "prod/support-line", reason } },
          });
        },
      ),
    );
  });
});

describe("the commands of decisions", () => {
  it("are what the grammar reads", () => {
    expect(approveCommand(OPERATION_ID, "4f2a91c0d3e5")).toBe(
      `/agent approve ${OPERATION_ID} --plan 4f2a91c0d3e5`,
    );
    expect(rollbackCommand(agent, "2025")).toBe("/agent rollback prod/support-line --version 2025");
    for (const verb of ["approve", "reject", "cancel", "proceed", "keep"] as const) {
      expect(read(decisionCommand(verb, OPERATION_ID))).toMatchObject({
        ok: true,
        value: { id: `agent.${verb}`, input: { operation: OPERATION_ID } },
      });
    }
  });
});
