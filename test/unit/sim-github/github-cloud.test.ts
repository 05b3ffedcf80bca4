import { beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { createGitHubCloud } from "../../../sim/github/github-cloud.ts";
import {
  API,
  createGitHubFixture,
  FILES,
  type GitHubFixture,
  read,
  TOKEN,
} from "../../support/github-fixture.ts";

let github: GitHubFixture;
beforeEach(() => {
  github = createGitHubFixture();
});

const send = async (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
  await github.cloud.fetch(
    new Request(path.startsWith("/") ? `${API}/repos${path}` : path, {
      redirect: "manual",
      ...init,
      headers: { "user-agent": "test", ...headers },
    }),
  );
const AUTHORIZED = { authorization: `Bearer ${TOKEN.value}` };

describe("the API", () => {
  it("wants a User-Agent", async () => {
    expect((await send("/acme/open", { "user-agent": "" })).status).toBe(403);
  });

  it("counts the requests of an hour, by token", async () => {
    const remaining = async (headers: Record<string, string>) =>
      (await send("/acme/open", headers)).headers.get("x-ratelimit-remaining");
    expect([await remaining({}), await remaining({}), await remaining(AUTHORIZED)]).toEqual([
      "59",
      "58",
      "4999",
    ]);
    github.cloud.world.exhaustRateLimit();
    const refused = await send("/acme/open");
    expect([refused.status, refused.headers.get("x-ratelimit-remaining")]).toEqual([403, "0"]);
    github.advance(3_600);
    expect(await remaining({})).toBe("59");
  });

  it("hides a private repository from those who may not see it, and refuses what is no token", async () => {
    expect((await send("/acme/agent")).status).toBe(404);
    expect((await send("/ACME/Agent", AUTHORIZED)).status).toBe(200);
    expect((await send("/acme/open", { authorization: "Bearer nonsense" })).status).toBe(401);
  });

  it("tells a token what it lacks", async () => {
    github = createGitHubFixture(FILES, {
      tokens: [{ value: TOKEN.value, repositories: ["acme/agent"], contents: "none", actions: "none" }],
    });
    for (const path of ["/acme/agent/commits/main", "/acme/agent/actions/runs/1"])
      expect((await send(path, AUTHORIZED)).status).toBe(403);
  });

  it("gives a file, what a link leads to, and the names in a folder", async () => {
    github = createGitHubFixture({
      "a/b.txt": "text",
      "a/link": { link: "../a/b.txt" },
      loop: { link: "loop" },
    });
    const raw = { ...AUTHORIZED, accept: "application/vnd.github.raw+json" };
    const textOf = async (path: string) => await (await send(`/acme/agent/contents/${path}`, raw)).text();
    expect(await textOf("a/b.txt")).toBe("text");
    expect(await textOf("a/link")).toBe("text");
    expect(await textOf("loop")).toBe("loop");
    expect(JSON.parse(await textOf("a"))).toHaveLength(2);
    expect((await send("/acme/agent/contents/a/b.txt", AUTHORIZED)).status).toBe(501);
  });
});

describe("the archive", () => {
  const locate = async (path: string, headers = {}) =>
    (await send(path, headers)).headers.get("location") ?? "";

  it("is elsewhere, under an address that is signed for five minutes where it is private", async () => {
    const address = await locate("/acme/agent/tarball/main", AUTHORIZED);
    expect(address).toMatch(
      /^https:\/\/codeload\.github\.test\/acme\/agent\/legacy\.tar\.gz\/[0-9a-f]{40}\?token=/,
    );
    expect((await send(address)).status).toBe(200);
    expect((await send(address.replace(/token=./, "token=9"))).status).toBe(404);
    expect((await send(address.split("?")[0] ?? "")).status).toBe(404);
    github.advance(5 * 60);
    expect((await send(address)).status).toBe(404);
  });

  it("is open where the repository is, and wants no token of the API's", async () => {
    const address = await locate("/acme/open/tarball/trunk");
    expect(address).not.toContain("token=");
    expect((await send(address)).status).toBe(200);
    expect((await send(address, AUTHORIZED)).status).toBe(400);
  });
});

describe("the world", () => {
  it("holds runs until they are let go", async () => {
    const source = github.open();
    github.cloud.world.holdRuns(true);
    const commit = read(await source.resolveCommit(null));
    const id = read(await source.startWorkflow(commit, { operation: "A" })) ?? "";
    github.advance(3_600);
    expect(read(await source.readRun(id))).toMatchObject({ status: "queued" });
    github.cloud.world.holdRuns(false);
    github.advance(60);
    expect(read(await source.readRun(id))).toMatchObject({ conclusion: "success" });
  });

  it("carries a run out once, when it has succeeded, and never one that has failed", async () => {
    const done: string[] = [];
    github = createGitHubFixture(FILES, { carryOut: ({ title }) => done.push(title) });
    const source = github.open();
    const commit = read(await source.resolveCommit(null));
    await source.startWorkflow(commit, { operation: "one" });
    github.cloud.world.failNextRun("Deploy it");
    await source.startWorkflow(commit, { operation: "two" });
    github.advance(20);
    github.cloud.state();
    expect(done).toEqual([]);
    github.advance(60);
    expect(github.cloud.state().runs.map(({ conclusion }) => conclusion)).toEqual(["success", "failure"]);
    github.cloud.state();
    expect(done).toEqual(["Deploy one"]);
  });

  it("goes on from a snapshot, which is plain JSON, and tells of every change", async () => {
    let changes = 0;
    github.cloud.subscribe(() => {
      changes += 1;
    });
    const sha = github.cloud.world.push({ repository: "acme/agent", message: "Second" });
    expect(changes).toBe(1);
    const kept = z.json().parse(JSON.parse(JSON.stringify(github.cloud.snapshot())));
    const other = createGitHubCloud({ now: github.now, delay: async () => {}, repositories: [], tokens: [] });
    other.restore(kept);
    expect(other.snapshot()).toEqual(github.cloud.snapshot());
    expect(JSON.stringify(other.snapshot())).toContain(sha);
    expect(() => other.restore({ version: 0 })).toThrow(z.ZodError);
  });
});
