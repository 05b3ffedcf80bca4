/** The bot's way to a repository, against the simulated GitHub. */
import { beforeEach, describe, expect, it } from "vitest";
import {
  API,
  CODELOAD,
  createGitHubFixture,
  FILES,
  type GitHubFixture,
  read,
  START,
  TOKEN,
  unpack,
} from "../support/github-fixture.ts";

let github: GitHubFixture;
beforeEach(() => {
  github = createGitHubFixture();
});

const failureOf = (result: { readonly ok: boolean }) => ("failure" in result ? result.failure : null);

describe("resolveCommit", () => {
  it("takes the default branch when nothing is said", async () => {
    expect(read(await github.open().resolveCommit(null))).toEqual({
      sha: expect.stringMatching(/^[0-9a-f]{40}$/),
      ref: "main",
      branch: "main",
      subject: "Begin",
      committedAt: START - 1_000,
    });
  });

  it("goes by the configuration before the default branch, and by what was asked before both", async () => {
    const { world } = github.cloud;
    world.push({ repository: "acme/agent", branch: "next", message: "Next" });
    world.push({ repository: "acme/agent", branch: "feature/one", message: "One" });
    const source = github.open({ ref: "next" });
    expect(read(await source.resolveCommit(null))).toMatchObject({ branch: "next", subject: "Next" });
    expect(read(await source.resolveCommit("feature/one"))).toMatchObject({ branch: "feature/one" });
  });

  it("finds a tag, a commit, and the beginning of a commit, none of which is a branch", async () => {
    const source = github.open();
    const { sha } = read(await source.resolveCommit(null));
    github.cloud.world.tag("acme/agent", "v1", sha);
    github.cloud.world.push({ repository: "acme/agent", message: "Later" });
    for (const ref of ["v1", sha, sha.slice(0, 7)])
      expect(read(await source.resolveCommit(ref))).toMatchObject({
        sha,
        ref,
        branch: null,
        subject: "Begin",
      });
  });

  it("takes the branch where a tag has the same name", async () => {
    const source = github.open();
    const { sha } = read(await source.resolveCommit(null));
    github.cloud.world.tag("acme/agent", "both", sha);
    const newer = github.cloud.world.push({ repository: "acme/agent", branch: "both", message: "Branch" });
    expect(read(await source.resolveCommit("both"))).toMatchObject({ sha: newer, branch: "both" });
  });

  it.each(["nope", "0".repeat(40), "../../../acme/open", "a..b", "-x", "a b", ".", "x/.git", "héé"])(
    "says that there is no %s",
    async (ref) => {
      expect(failureOf(await github.open().resolveCommit(ref))).toEqual({
        kind: "source-not-found",
        repository: "acme/agent",
        missing: "ref",
        name: ref,
      });
    },
  );

  it("asks GitHub nothing about a name that git does not allow", async () => {
    await github.open().resolveCommit("../../../acme/open");
    expect(github.cloud.calls.list()).toEqual([]);
  });

  it("says that there is no repository where there is none, and where the token may not see it", async () => {
    const missing = { kind: "source-not-found", missing: "repository", name: null };
    for (const ref of [null, "main"]) {
      const nowhere = await github.open({ repository: "acme/none" }).resolveCommit(ref);
      expect(failureOf(nowhere)).toMatchObject({ ...missing, repository: "acme/none" });
      const unseen = await github.open({}, { token: null }).resolveCommit(ref);
      expect(failureOf(unseen)).toMatchObject({ ...missing, repository: "acme/agent" });
    }
  });

  it("reads a public repository without a token", async () => {
    const source = github.open({ repository: "acme/open" }, { token: null });
    expect(read(await source.resolveCommit(null))).toMatchObject({ branch: "trunk" });
    const commit = read(await source.resolveCommit("trunk"));
    expect(await unpack(read(await source.pack(commit)))).toMatchObject({ Dockerfile: "FROM scratch\n" });
  });
});

describe("every call", () => {
  const calls = [
    ["resolveCommit", (fixture: GitHubFixture) => fixture.open().resolveCommit("main")],
    ["readRun", (fixture: GitHubFixture) => fixture.open().readRun("17000000001")],
    ["findRun", (fixture: GitHubFixture) => fixture.open().findRun("OPERATION", START)],
    ["pack", (fixture: GitHubFixture) => fixture.open().pack(COMMIT)],
  ] as const;
  const COMMIT = { sha: "a".repeat(40), ref: "main", branch: "main", subject: "", committedAt: null };

  it.each(calls)("%s says which secret GitHub does not accept", async (_, ask) => {
    const fixture = createGitHubFixture(FILES, { tokens: [] });
    expect(failureOf(await ask(fixture))).toMatchObject({
      kind: "source-unauthorized",
      secret: "PROD_GITHUB_TOKEN",
      call: { project: "prod", service: "GitHub" },
    });
  });

  it.each(calls)("%s says until when the requests of this hour are used up", async (_, ask) => {
    github.cloud.world.exhaustRateLimit();
    github.advance(15 * 60);
    const failure = { kind: "platform-rate-limited", retryAfterMs: 45 * 60_000 };
    expect(failureOf(await ask(github))).toMatchObject(failure);
  });

  it.each(calls)("%s waits as long as it is told", async (_, ask) => {
    github.cloud.faults.inject({ match: "/", fault: { kind: "status", status: 403, retryAfterS: 30 } });
    expect(failureOf(await ask(github))).toMatchObject({
      kind: "platform-rate-limited",
      retryAfterMs: 30_000,
    });
  });

  it.each(calls)("%s says what is wrong with GitHub", async (_, ask) => {
    const answers = [
      [
        { kind: "status", status: 502 },
        { kind: "platform-unavailable", cause: "server-error" },
      ],
      [
        { kind: "cut", when: "response" },
        { kind: "platform-unavailable", cause: "network" },
      ],
      [{ kind: "garbage" }, { kind: "platform-unreadable" }],
      [
        { kind: "status", status: 301 },
        { kind: "source-not-found", missing: "repository" },
      ],
    ] as const;
    for (const [fault, failure] of answers) {
      github.cloud.faults.clear();
      github.cloud.faults.inject({ match: "/", fault });
      expect(failureOf(await ask(github))).toMatchObject(failure);
    }
  });

  it.each(calls)("%s never tells the token", async (_, ask) => {
    const body = JSON.stringify({ message: `the token ${TOKEN.value} is wrong` });
    for (const status of [400, 401, 403, 404, 422, 500]) {
      github.cloud.faults.clear();
      github.cloud.faults.inject({ match: "/", fault: { kind: "status", status, body } });
      expect(JSON.stringify(await ask(github))).not.toContain(TOKEN.value);
    }
  });
});

describe("pack", () => {
  it("leaves the token at the API's host, and follows to where the archive is", async () => {
    const sent: [string, boolean][] = [];
    const source = github.open(
      {},
      {
        fetch: async (request) => {
          sent.push([new URL(request.url).origin, request.headers.has("authorization")]);
          return await github.cloud.fetch(request);
        },
      },
    );
    const commit = read(await source.resolveCommit(null));
    expect(read(await source.pack(commit)).fileCount).toBe(3);
    expect(new Set(sent.map(([origin, hasToken]) => `${origin} ${hasToken}`))).toEqual(
      new Set([`${API} true`, `${CODELOAD} false`]),
    );
    expect(sent.at(-1)).toEqual([CODELOAD, false]);
  });

  it("follows no redirect to a plain connection, and not for ever", async () => {
    const commit = read(await github.open().resolveCommit(null));
    for (const location of ["http://codeload.github.test/x", `${API}/again`, "nonsense://x", ""]) {
      let calls = 0;
      const source = github.open(
        {},
        {
          fetch: async (request) => {
            if (request.url.includes("/contents/")) return await github.cloud.fetch(request);
            calls += 1;
            return new Response(null, { status: 302, headers: { location } });
          },
        },
      );
      expect(failureOf(await source.pack(commit))).toMatchObject({ kind: "source-not-found" });
      expect(calls).toBeLessThanOrEqual(4);
    }
  });

  it("packs the same commit to the same bytes", async () => {
    const source = github.open();
    const commit = read(await source.resolveCommit(null));
    const first = read(await source.pack(commit));
    github.advance(3_600);
    expect(read(await source.pack(commit))).toEqual(first);
  });

  it("packs the commit that was asked for, also when the branch has moved on", async () => {
    const source = github.open();
    const commit = read(await source.resolveCommit(null));
    github.cloud.world.push({ repository: "acme/agent", message: "Empty it", files: {} });
    expect(await unpack(read(await source.pack(commit)))).toMatchObject({ "agent.py": "print('hello')\n" });
  });

  it("packs one folder of the repository, by the rules that stand there", async () => {
    const files = {
      ".gitignore": "*.py\n",
      Dockerfile: "FROM nothing\n",
      "agents/one/.dockerignore": "notes.txt\n",
      "agents/one/Dockerfile": "FROM one\n",
      "agents/one/agent.py": "1\n",
      "agents/one/notes.txt": "secret\n",
      "agents/one-more/agent.py": "2\n",
    };
    const fixture = createGitHubFixture(files);
    const source = fixture.open({ subdirectory: "agents/one" });
    const commit = read(await source.resolveCommit(null));
    expect(await unpack(read(await source.pack(commit)))).toEqual({
      "./": null,
      Dockerfile: "FROM one\n",
      "agent.py": "1\n",
    });
    for (const [subdirectory, missing] of [
      ["agents/none", "agents/none"],
      ["agents/one/agent.py", "agents/one/agent.py"],
    ] as const)
      expect(failureOf(await fixture.open({ subdirectory }).pack(commit))).toMatchObject({
        kind: "source-not-found",
        missing: "folder",
        name: missing,
      });
  });

  it("says that the build needs a Dockerfile, which a link is not", async () => {
    const fixture = createGitHubFixture({
      "agent.py": "",
      Dockerfile: { link: "docker/Dockerfile" },
      "docker/Dockerfile": "",
    });
    const commit = read(await fixture.open().resolveCommit(null));
    expect(failureOf(await fixture.open().pack(commit))).toEqual({
      kind: "source-without-dockerfile",
      repository: "acme/agent",
      ref: "main",
      subdirectory: null,
    });
  });

  it("reads an ignore file through a link, as git checks it out", async () => {
    const fixture = createGitHubFixture({
      ...FILES,
      ".dockerignore": { link: "config/ignored" },
      "config/ignored": "*.py\n",
    });
    const commit = read(await fixture.open().resolveCommit(null));
    expect(Object.keys(await unpack(read(await fixture.open().pack(commit))))).not.toContain("agent.py");
  });

  it.each([
    ["[", { line: "[" }],
    ["!", { line: "!" }],
    [`${"x".repeat(70_000)}\n`, { line: null }],
  ])("refuses a rule that cannot be one", async (text, failure) => {
    const fixture = createGitHubFixture({ ...FILES, ".dockerignore": `*.md\n${text}\n` });
    const commit = read(await fixture.open().resolveCommit(null));
    expect(failureOf(await fixture.open().pack(commit))).toEqual({
      kind: "source-ignore-file",
      repository: "acme/agent",
      file: ".dockerignore",
      ...failure,
    });
  });
});
