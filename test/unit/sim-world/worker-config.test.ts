import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { parse } from "smol-toml";
import { describe, expect, it } from "vitest";
import type { OwnCredentials } from "../../../sim/world/local/own-credentials.ts";
import { createWorkerConfig } from "../../../sim/world/local/worker-config.ts";
import { LOCAL_ADDRESSES, simulatedEnvironment } from "../../../sim/world/simulated-environment.ts";
import { parseConfig } from "../../../src/config.ts";

const root = join(import.meta.dirname, "../../..");
const toml = readFileSync(join(root, "wrangler.toml"), "utf8");
const simulated = simulatedEnvironment(LOCAL_ADDRESSES);
const nothingOwn: OwnCredentials = { slack: false, projects: {} };

const varsOf = (own: OwnCredentials, text = toml): Record<string, unknown> =>
  Object.fromEntries(Object.entries(createWorkerConfig(text, root, simulated, own).vars ?? {}));

describe("createWorkerConfig", () => {
  it("keeps everything of wrangler.toml but paths and variables", () => {
    const { main: _, alias: __, vars: ___, ...kept } = createWorkerConfig(toml, root, simulated, nothingOwn);
    const { main, alias, vars, ...written } = parse(toml);
    expect(kept).toEqual(written);
    expect(Object.keys(kept)).toEqual(
      expect.arrayContaining(["compatibility_date", "durable_objects", "migrations"]),
    );
  });

  it("names the entry and the aliased modules by paths that hold from anywhere", () => {
    const { main, alias } = createWorkerConfig(toml, root, simulated, nothingOwn);
    const paths = [main, ...Object.values(alias ?? {})].map(String);
    expect(paths.length).toBeGreaterThan(1);
    for (const path of paths) expect([isAbsolute(path), existsSync(path)]).toEqual([true, true]);
  });

  it("leaves an alias alone that is the name of a package", () => {
    const { alias } = createWorkerConfig('main = "a.ts"\n[alias]\nold = "new"', root, simulated, nothingOwn);
    expect(alias).toEqual({ old: "new" });
  });

  it("gives the simulated environment, which is complete for the Worker", () => {
    const vars = varsOf(nothingOwn);
    expect(vars).toEqual(simulated);
    expect(parseConfig(vars).ok).toBe(true);
  });

  it("leaves the address of a real LiveKit project to its owner and the other projects simulated", () => {
    const vars = varsOf({ slack: false, projects: { prod: "livekit" } });
    expect(vars.PROJECTS).toEqual({ ...simulated.PROJECTS, prod: { platform: "livekit" } });
    const outcome = parseConfig({
      ...vars,
      PROD_LIVEKIT_URL: "wss://mine.livekit.cloud",
      PROD_LIVEKIT_API_KEY: "APImine",
      PROD_LIVEKIT_API_SECRET: "mine",
    });
    expect(outcome.ok && outcome.config.projects.map(({ name }) => name)).toEqual([
      "prod",
      "staging",
      "voice",
    ]);
    expect(outcome.ok && outcome.config.projects[0]).toMatchObject({
      url: "wss://mine.livekit.cloud",
      apiKey: "APImine",
    });
  });

  it("sends a real Pipecat key to the real Pipecat Cloud only", () => {
    const vars = varsOf({ slack: false, projects: { voice: "pipecat" } });
    const outcome = parseConfig({ ...vars, VOICE_PIPECAT_API_KEY: "sk_mine" });
    expect(outcome.ok && outcome.config.projects.find(({ name }) => name === "voice")).toMatchObject({
      apiUrl: "https://api.pipecat.daily.co/v1",
      apiKey: "sk_mine",
    });
  });

  it("takes a real project's settings from wrangler.toml where it stands there", () => {
    const text = `${toml}\n[vars.PROJECTS.acme]\nplatform = "livekit"\nagents_url = "https://agents.acme.test"`;
    const { PROJECTS } = varsOf({ slack: false, projects: { acme: "livekit" } }, text);
    expect(PROJECTS).toMatchObject({ acme: { platform: "livekit", agents_url: "https://agents.acme.test" } });
  });

  it("leaves a project of wrangler.toml out whose credentials are not here", () => {
    const text = `${toml}\n[vars.PROJECTS.acme]\nplatform = "livekit"`;
    expect(varsOf(nothingOwn, text).PROJECTS).toEqual(simulated.PROJECTS);
  });

  it("gives a real Slack its own address, its own credentials and the people of wrangler.toml", () => {
    const vars = varsOf({ slack: true, projects: {} }, `${toml}\n[vars.ROLES]\nadmin = ["U0123REAL"]`);
    expect(vars).not.toHaveProperty("SLACK_API_URL");
    expect(vars).not.toHaveProperty("SLACK_BOT_TOKEN");
    expect(vars).not.toHaveProperty("SLACK_SIGNING_SECRET");
    expect(vars.ROLES).toEqual({ admin: ["U0123REAL"] });
  });
});
