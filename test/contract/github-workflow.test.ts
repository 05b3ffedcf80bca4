/** A deployment by GitHub Actions, against the simulated GitHub. */
import { beforeEach, describe, expect, it } from "vitest";
import { createGitHubFixture, FILES, type GitHubFixture, read, START } from "../support/github-fixture.ts";

const OPERATION = "0123456789ABCDEFGHJK";
const INPUTS = { operation: OPERATION };

let github: GitHubFixture;
beforeEach(() => {
  github = createGitHubFixture();
});

const failureOf = (result: { readonly ok: boolean }) => ("failure" in result ? result.failure : null);
const head = async () => read(await github.open().resolveCommit(null));

describe("startWorkflow", () => {
  it("starts one run on the branch, and gives its id where GitHub says it", async () => {
    const commit = await head();
    const id = read(await github.open().startWorkflow(commit, INPUTS));
    expect(github.cloud.state().runs).toMatchObject([
      { id: Number(id), ref: "main", sha: commit.sha, inputs: INPUTS, title: `Deploy ${OPERATION}` },
    ]);
  });

  it("starts one run also where GitHub is too old to name it", async () => {
    github = createGitHubFixture(FILES, { knowsRunDetails: false });
    expect(read(await github.open().startWorkflow(await head(), INPUTS))).toBeNull();
    expect(github.cloud.state().runs).toHaveLength(1);
    expect(github.cloud.calls.list("dispatches").map(({ status }) => status)).toEqual([422, 204]);
  });

  it("starts it on a tag, and on no commit", async () => {
    const source = github.open();
    const { sha } = await head();
    github.cloud.world.tag("acme/agent", "v1", sha);
    expect(read(await source.startWorkflow(read(await source.resolveCommit("v1")), INPUTS))).not.toBeNull();
    for (const ref of [sha, sha.slice(0, 8)])
      expect(failureOf(await source.startWorkflow(read(await source.resolveCommit(ref)), INPUTS))).toEqual({
        kind: "source-needs-branch",
        repository: "acme/agent",
        ref,
      });
    expect(github.cloud.state().runs).toMatchObject([{ ref: "v1" }]);
  });

  it("says what GitHub has against it, and that nothing was done", async () => {
    const commit = await head();
    const refused = { kind: "platform-refused", status: 422, call: { changes: true } };
    expect(failureOf(await github.open().startWorkflow(commit, {}))).toMatchObject({
      ...refused,
      message: "Required input 'operation' not provided",
    });
    expect(failureOf(await github.open().startWorkflow(commit, { ...INPUTS, colour: "red" }))).toMatchObject({
      ...refused,
      message: 'Unexpected inputs provided: ["colour"]',
    });
    github.cloud.world.push({ repository: "acme/agent", branch: "gone", message: "Gone" });
    const gone = read(await github.open().resolveCommit("gone"));
    github.cloud.world.deleteBranch("acme/agent", "gone");
    expect(failureOf(await github.open().startWorkflow(gone, INPUTS))).toMatchObject({
      ...refused,
      message: "No ref found for: gone",
    });
  });

  it("says that there is no such workflow, and that a token may not start it", async () => {
    const commit = await head();
    expect(failureOf(await github.open({ workflow: "none.yml" }).startWorkflow(commit, INPUTS))).toEqual({
      kind: "source-not-found",
      repository: "acme/agent",
      missing: "workflow",
      name: "none.yml",
    });
    const reader = {
      value: "github_pat_of_the_test",
      repositories: ["acme/agent"],
      contents: "read",
      actions: "read",
    } as const;
    github = createGitHubFixture(FILES, { tokens: [reader] });
    expect(failureOf(await github.open().startWorkflow(commit, INPUTS))).toMatchObject({
      kind: "platform-forbidden",
    });
  });

  it("does not know whether it was started when the answer is lost, and finds out by the operation's id", async () => {
    github.cloud.faults.inject({ match: "dispatches", fault: { kind: "cut", when: "response" }, times: 1 });
    expect(failureOf(await github.open().startWorkflow(await head(), INPUTS))).toMatchObject({
      kind: "platform-unavailable",
      call: { changes: true },
    });
    github.advance(2);
    expect(read(await github.open().findRun(OPERATION, START))).toMatchObject({ status: "queued" });
  });
});

describe("findRun", () => {
  it("finds none before GitHub lists it, and none of another operation or time", async () => {
    const source = github.open();
    await source.startWorkflow(await head(), INPUTS);
    expect(read(await source.findRun(OPERATION, START))).toBeNull();
    github.advance(2);
    expect(read(await source.findRun(OPERATION, START))).toMatchObject({
      url: expect.stringContaining("/actions/runs/"),
    });
    expect(read(await source.findRun("another", START))).toBeNull();
    expect(read(await source.findRun(OPERATION, START + 3_600_000))).toBeNull();
  });

  it("gives the first of two with the same id, and bears a clock that is a little ahead", async () => {
    const source = github.open();
    const first = read(await source.startWorkflow(await head(), INPUTS));
    github.advance(10);
    await source.startWorkflow(await head(), INPUTS);
    github.advance(10);
    expect(read(await source.findRun(OPERATION, START + 30_000))).toMatchObject({ id: first });
  });
});

describe("readRun", () => {
  it("follows a run step by step to its end", async () => {
    const source = github.open();
    const commit = await head();
    const id = read(await source.startWorkflow(commit, INPUTS)) ?? "";
    const look = async () => read(await source.readRun(id));
    expect(await look()).toMatchObject({
      id,
      sha: commit.sha,
      status: "queued",
      conclusion: null,
      steps: [],
    });
    github.advance(14);
    expect(await look()).toMatchObject({
      status: "in_progress",
      steps: [
        { name: "Set up job", conclusion: "success" },
        { name: "Run actions/checkout@v4", status: "in_progress", conclusion: null },
        { name: "Deploy it", status: "queued" },
        { name: "Complete job" },
      ],
    });
    github.advance(60);
    expect(await look()).toMatchObject({ status: "completed", conclusion: "success" });
  });

  it("sees at which step it failed, and what was then left out", async () => {
    const source = github.open();
    github.cloud.world.failNextRun("Deploy it");
    const id = read(await source.startWorkflow(await head(), INPUTS)) ?? "";
    github.advance(60);
    const run = read(await source.readRun(id));
    expect(run.conclusion).toBe("failure");
    expect(run.steps.map(({ conclusion }) => conclusion)).toEqual([
      "success",
      "success",
      "failure",
      "skipped",
    ]);
  });

  it("names the job where there are several", async () => {
    const workflow =
      "on:\n  workflow_dispatch:\njobs:\n  one: { steps: [{ name: First }] }\n  two: { steps: [{ name: Second }] }\n";
    github = createGitHubFixture({ ...FILES, ".github/workflows/deploy.yml": workflow });
    const id = read(await github.open().startWorkflow(await head(), {})) ?? "";
    github.advance(90);
    const { steps } = read(await github.open().readRun(id));
    expect(steps.map(({ name }) => name)).toContain("two / Second");
  });

  it("says that a run is gone", async () => {
    expect(failureOf(await github.open().readRun("123"))).toMatchObject({ missing: "run", name: "123" });
  });
});
