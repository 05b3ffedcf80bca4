import { describe, expect, it } from "vitest";
import { LOCAL_ADDRESSES, simulatedEnvironment } from "../../sim/world/simulated-environment.ts";
import { parseConfig } from "../../src/config.ts";

const GOOD = simulatedEnvironment(LOCAL_ADDRESSES);
const problems = (env: Record<string, unknown>): string[] => {
  const outcome = parseConfig(env);
  return outcome.ok ? [] : outcome.problems.map(({ key }) => key);
};

describe("parseConfig", () => {
  it("reads the simulated world's environment", () => {
    const outcome = parseConfig(GOOD);
    expect(outcome).toMatchObject({
      ok: true,
      config: {
        slack: { apiUrl: "http://localhost:8791/api/", signingSecrets: ["switchboard-local"] },
        projects: [
          { name: "prod", platform: "livekit", apiKey: "devkey", agentsUrl: null },
          { name: "staging", platform: "livekit" },
          { name: "voice", platform: "pipecat", apiUrl: "http://localhost:8793/v1" },
        ],
        roles: { admin: ["UADMIN"], approver: ["SONCALL"] },
        policy: { breakGlass: ["UADMIN", "UOPERATOR"], onCall: "SONCALL" },
      },
    });
  });

  it("lists every wrong key at once, with a remedy each", () => {
    const outcome = parseConfig({
      PROJECTS: {
        prod: { platform: "livekit", url: "not a url" },
        Bad_Name: { platform: "livekit" },
        odd: { platform: "twilio" },
        voice: { platform: "pipecat", colour: "blue" },
        text: "no table",
      },
      ROLES: { admin: ["somebody"], owner: ["U1"] },
      SLACK_API_URL: "ftp://slack",
    });
    expect(outcome.ok).toBe(false);
    if (outcome.ok) return;
    expect(outcome.problems.map(({ key }) => key)).toEqual([
      "SLACK_SIGNING_SECRET",
      "SLACK_BOT_TOKEN",
      "SLACK_API_URL",
      "PROJECTS.prod.url",
      "PROJECTS.Bad_Name",
      "PROJECTS.odd.platform",
      "PROJECTS.voice.colour",
      "PROJECTS.text",
      "ROLES.admin",
      "ROLES",
    ]);
    expect(outcome.problems.every(({ remedy }) => remedy.length > 0)).toBe(true);
  });

  it("never repeats a value", () => {
    const outcome = parseConfig({
      ...GOOD,
      SLACK_API_URL: "hunter2://x",
      PROJECTS: { prod: { platform: "hunter2", url: "hunter2" }, p2: "hunter2" },
      ROLES: { admin: ["hunter2"] },
    });
    expect(JSON.stringify(outcome.ok ? {} : outcome.problems)).not.toContain("hunter2");
  });

  it("still gives the signing secrets when something else is wrong, so that the bot can say so", () => {
    const outcome = parseConfig({ ...GOOD, PROJECTS: {} });
    expect(outcome).toMatchObject({
      ok: false,
      signingSecrets: ["switchboard-local"],
      problems: [{ key: "PROJECTS" }],
    });
  });

  it("names the secret that a project lacks, by the project's name", () => {
    const { VOICE_PIPECAT_API_KEY: _, ...env } = GOOD;
    expect(problems(env)).toEqual(["VOICE_PIPECAT_API_KEY"]);
    expect(problems({ ...GOOD, PROD_LIVEKIT_API_SECRET: " " })).toEqual(["PROD_LIVEKIT_API_SECRET"]);
  });

  it("accepts tables as JSON text, as --var and the dashboard give them", () => {
    const env = {
      ...GOOD,
      PROJECTS: JSON.stringify(GOOD.PROJECTS),
      ROLES: JSON.stringify(GOOD.ROLES),
      POLICY: JSON.stringify(GOOD.POLICY),
    };
    expect(problems(env)).toEqual([]);
    expect(problems({ ...env, POLICY: "{oops" })).toEqual(["POLICY"]);
    expect(problems({ ...GOOD, PROJECTS: "{oops" })).toEqual(["PROJECTS"]);
  });

  it("accepts the secret before the current one during a rotation", () => {
    const outcome = parseConfig({ ...GOOD, SLACK_SIGNING_SECRET_PREVIOUS: "older" });
    expect(outcome).toMatchObject({ config: { slack: { signingSecrets: ["switchboard-local", "older"] } } });
  });

  it("lets a variable replace a project's address", () => {
    const outcome = parseConfig({ ...GOOD, PROD_LIVEKIT_URL: "wss://real.livekit.cloud" });
    expect(outcome).toMatchObject({ config: { projects: [{ url: "wss://real.livekit.cloud" }, {}, {}] } });
  });

  it("allows nobody to approve anything without a policy", () => {
    const { POLICY: _, ...env } = GOOD;
    expect(parseConfig(env)).toMatchObject({
      ok: true,
      config: { policy: { rules: [], breakGlass: [], onCall: null } },
    });
  });

  it("lists what is wrong in the policy next to everything else", () => {
    const POLICY = { rules: { prod: { default: {} }, production: { default: { approvals: 0 } } } };
    expect(problems({ ...GOOD, SLACK_BOT_TOKEN: "", POLICY })).toEqual([
      "SLACK_BOT_TOKEN",
      "POLICY.rules.prod.default.approvers",
      "POLICY.rules.production",
    ]);
  });

  it("does not blame the policy for a project that lacks a secret, nor for roles that are wrong", () => {
    const { VOICE_PIPECAT_API_KEY: _, ...env } = GOOD;
    const POLICY = { rules: { voice: { default: { approvers: ["role:approver"] } } } };
    expect(problems({ ...env, ROLES: { admin: ["ada"] }, POLICY })).toEqual([
      "VOICE_PIPECAT_API_KEY",
      "ROLES.admin",
    ]);
  });
});
