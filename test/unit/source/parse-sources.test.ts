import { describe, expect, it } from "vitest";
import { LOCAL_ADDRESSES, simulatedEnvironment } from "../../../sim/world/simulated-environment.ts";
import { parseConfig } from "../../../src/config.ts";
import { openSource } from "../../../src/source/open-source.ts";

const {
  PROD_GITHUB_TOKEN: _,
  GITHUB_TOKEN: __,
  GITHUB_API_URL: ___,
  ...WORLD
} = simulatedEnvironment(LOCAL_ADDRESSES);

/** The environment with these tables under PROJECTS.prod.sources. */
const withSources = (sources: unknown, more: Record<string, unknown> = {}) => ({
  ...WORLD,
  PROJECTS: { ...WORLD.PROJECTS, prod: { ...WORLD.PROJECTS.prod, sources } },
  ...more,
});

function problemsOf(env: Record<string, unknown>): readonly string[] {
  const outcome = parseConfig(env);
  if (outcome.ok) return [];
  expect(outcome.problems.every(({ remedy }) => remedy.length > 0)).toBe(true);
  return outcome.problems.map(({ key }) => key);
}

function open(env: Record<string, unknown>, agent = { id: "CA_1", name: "support-line" }) {
  const outcome = parseConfig(env);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  const requests: Request[] = [];
  const source = openSource(outcome.config.sources, "prod", agent, async (request) => {
    requests.push(request);
    return new Response(null, { status: 500 });
  });
  return { source, requests };
}

describe("the repository of an agent", () => {
  it("is found by its id before its name, and by nothing else", () => {
    const sources = { "support-line": { repository: "acme/by-name" }, CA_1: { repository: "acme/by-id" } };
    const repositoryOf = (id: string, name: string) =>
      open(withSources(sources), { id, name }).source?.settings.repository;
    expect(repositoryOf("CA_1", "support-line")).toBe("acme/by-id");
    expect(repositoryOf("CA_2", "support-line")).toBe("acme/by-name");
    expect(repositoryOf("CA_2", "other")).toBeUndefined();
    expect(repositoryOf("constructor", "__proto__")).toBeUndefined();
  });

  it("has every setting that was made, and null for each that was not", () => {
    const all = {
      repository: "acme/a.b-c_d",
      subdirectory: "agents/one",
      ref: "release/1",
      workflow: "deploy.yaml",
    };
    expect(open(withSources({ CA_1: all })).source?.settings).toEqual(all);
    const none = { subdirectory: null, ref: null, workflow: null };
    expect(open(withSources({ CA_1: { repository: "a/b" } })).source?.settings).toEqual({
      repository: "a/b",
      ...none,
    });
  });

  it.each([
    [{}, null, "https://api.github.com"],
    [{ GITHUB_TOKEN: "common" }, "Bearer common", "https://api.github.com"],
    [{ GITHUB_TOKEN: "common", PROD_GITHUB_TOKEN: "own" }, "Bearer own", "https://api.github.com"],
    [{ GITHUB_TOKEN: " common\n" }, "Bearer common", "https://api.github.com"],
    [{ STAGING_GITHUB_TOKEN: "other" }, null, "https://api.github.com"],
    [{ GITHUB_API_URL: "https://github.example.com/api/v3/" }, null, "https://github.example.com/api/v3"],
  ])("is asked for with the token of its project or of all: %j", async (env, authorization, api) => {
    const { source, requests } = open(withSources({ CA_1: { repository: "acme/agent" } }, env));
    await source?.resolveCommit("main");
    expect(requests.map(({ headers }) => headers.get("authorization"))).toEqual([authorization]);
    expect(requests[0]?.url).toBe(`${api}/repos/acme/agent/branches/main`);
  });
});

describe("a mistake in it", () => {
  it.each<[unknown, string]>([
    ["acme/agent", "PROJECTS.prod.sources"],
    [{ CA_1: "acme/agent" }, "PROJECTS.prod.sources.CA_1"],
    [{ CA_1: {} }, "PROJECTS.prod.sources.CA_1.repository"],
    [{ CA_1: { repository: "https://github.com/acme/agent" } }, "PROJECTS.prod.sources.CA_1.repository"],
    [{ CA_1: { repository: "acme/.." } }, "PROJECTS.prod.sources.CA_1.repository"],
    [{ CA_1: { repository: "a/b", subdirectory: "../x" } }, "PROJECTS.prod.sources.CA_1.subdirectory"],
    [{ CA_1: { repository: "a/b", subdirectory: "/x/" } }, "PROJECTS.prod.sources.CA_1.subdirectory"],
    [{ CA_1: { repository: "a/b", ref: "a b" } }, "PROJECTS.prod.sources.CA_1.ref"],
    [{ CA_1: { repository: "a/b", workflow: "../deploy.yml" } }, "PROJECTS.prod.sources.CA_1.workflow"],
    [{ CA_1: { repository: "a/b", workflow: "deploy" } }, "PROJECTS.prod.sources.CA_1.workflow"],
    [{ CA_1: { repository: "a/b", branch: "x" } }, "PROJECTS.prod.sources.CA_1.branch"],
  ])("is named: %j", (sources, key) => {
    expect(problemsOf(withSources(sources))).toEqual([key]);
  });

  it("is named with all others at once", () => {
    const sources = { CA_1: { repository: "x", ref: "" }, CA_2: { colour: "red", repository: "a/b" } };
    const env = {
      ...withSources(sources),
      GITHUB_API_URL: "ftp://x",
      PROD_GITHUB_TOKEN: " ",
      ROLES: { owner: [] },
    };
    const keys = problemsOf({ ...env, SLACK_BOT_TOKEN: "" });
    expect(keys).toEqual([
      "SLACK_BOT_TOKEN",
      "ROLES",
      "GITHUB_API_URL",
      "PROJECTS.prod.sources.CA_1.repository",
      "PROJECTS.prod.sources.CA_1.ref",
      "PROJECTS.prod.sources.CA_2.colour",
      "PROD_GITHUB_TOKEN",
    ]);
  });

  it("is never repeated, least of all a token", () => {
    const outcome = parseConfig(
      withSources(
        { CA_1: { repository: "hunter2 x", ref: "hunter2 x" } },
        { GITHUB_TOKEN: "hunter2 two words", GITHUB_API_URL: "hunter2" },
      ),
    );
    expect(JSON.stringify(outcome.ok ? {} : outcome.problems)).not.toContain("hunter2");
    expect(outcome.ok).toBe(false);
  });
});
