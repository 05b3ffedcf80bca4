/** From a folder to a running agent, as `lk agent create` and `lk agent deploy` do it: upload, build, rollout. */
import { rmSync } from "node:fs";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { createGoClient, type GoClient } from "./go-client.ts";
import { prepareGoClient } from "./prepare-go-client.ts";
import { createSourceDirectory } from "./source-directory.ts";
import { type SimulatedCloud, startSimulatedCloud } from "./start-simulated-cloud.ts";

const SUPPORT_LINE = "CA_p7KxQ2mVw9Ld";
const BUILDABLE = {
  Dockerfile: "FROM python:3.13-slim\nCOPY . .\n",
  "agent.py": "print('hello')\n",
  "prompts/greeting.txt": "Hello!\n",
};

let program: string;
let simulated: SimulatedCloud;
let client: GoClient;
let directory: string;

beforeAll(async () => {
  program = await prepareGoClient();
});
beforeEach(async () => {
  simulated = await startSimulatedCloud(4_000);
  client = createGoClient(program, simulated.url);
  directory = createSourceDirectory(BUILDABLE);
});
afterEach(() => {
  simulated.close();
  rmSync(directory, { recursive: true });
});

const deploy = (source: string, ...more: readonly string[]) =>
  client.run("deploy", "-agent", SUPPORT_LINE, "-directory", source, ...more);
/** Runs with a source folder that is gone afterwards. */
async function withSource<T>(files: Readonly<Record<string, string>>, run: (source: string) => Promise<T>) {
  const source = createSourceDirectory(files);
  try {
    return await run(source);
  } finally {
    rmSync(source, { recursive: true });
  }
}

describe("the Go client", () => {
  it("creates an agent, uploads its source, follows the build, and sees it run", async () => {
    const args = ["create", "-directory", directory, "-region", "eu-central", "-secret", "RIME_API_KEY=x"];
    const { code, stdout, stderr } = await client.run(...args);
    expect(code).toBe(0);
    const created = z.object({ agent_id: z.string() }).loose().parse(JSON.parse(stdout));
    expect(created).toMatchObject({ status: "Setting Up", server_regions: ["osbxfra1a"] });
    // Each step as it begins, and as it ends.
    expect(stderr).toContain("[internal] load build definition from Dockerfile");
    expect(stderr).toContain("exporting to image");

    const listed = ["list", "-agent", created.agent_id];
    expect(await client.ask(...listed)).toMatchObject({
      agents: [{ version: "--", agent_deployments: [{ region: "eu-central", status: "Scheduling" }] }],
    });
    simulated.advance(30);
    const [version] = simulated.agent(created.agent_id)?.versions ?? [];
    expect(await client.ask(...listed)).toMatchObject({
      agents: [{ version: version?.version, agent_deployments: [{ status: "Running", replicas: 1 }] }],
    });
    expect(await client.ask("secrets", "-agent", created.agent_id)).toMatchObject({
      secrets: [{ name: "RIME_API_KEY" }],
    });
    expect(simulated.cloud.calls.list().map(({ path }) => path.split("/").at(-1))).toEqual([
      "CreateAgent",
      "upload",
      "build",
      "ListAgents",
      "ListAgents",
      "ListAgentSecrets",
    ]);
  });

  it("deploys a version with its attributes, and ends before it serves", async () => {
    const { code } = await deploy(
      directory,
      "-attribute",
      "git_branch=präsenz",
      "-attribute",
      "git_commit=1f",
    );
    expect(code).toBe(0);
    expect(simulated.agent(SUPPORT_LINE)?.deployments[0]).toMatchObject({ status: "Scheduling" });
    simulated.advance(30);
    const agent = simulated.agent(SUPPORT_LINE);
    expect(agent?.versions.at(-1)).toMatchObject({
      current: true,
      attributes: { git_branch: "präsenz", git_commit: "1f" },
    });
    expect(agent?.deployments).toMatchObject([{ status: "Running" }, { status: "Running" }]);
  });

  it("deploys to a name, which is made by it, and leaves production alone", async () => {
    expect((await deploy(directory, "-deployment", "preview")).code).toBe(0);
    simulated.advance(30);
    const agent = simulated.agent(SUPPORT_LINE);
    const newest = agent?.versions.at(-1)?.version;
    expect(agent?.deployments.map(({ deployment, version }) => [deployment, version === newest])).toEqual([
      ["", false],
      ["", false],
      ["preview", true],
      ["preview", true],
    ]);
  });

  it("deploys by the older method, which takes secrets where the newer ignores them", async () => {
    const args = ["-agent", SUPPORT_LINE, "-directory", directory, "-secret", "RIME_API_KEY=x"];
    expect((await client.run("deploy", ...args)).code).toBe(0);
    const names = () => simulated.agent(SUPPORT_LINE)?.secrets.map(({ name }) => name);
    expect(names()).not.toContain("RIME_API_KEY");
    expect((await client.run("deploy-as-before", ...args)).code).toBe(0);
    expect(names()).toContain("RIME_API_KEY");
  });

  it("hears that a build has failed, and why", async () => {
    const outcome = await withSource({ "agent.py": "" }, (source) => deploy(source));
    expect(outcome.code).toBe(1);
    expect(outcome.stderr.split("\n").at(-1)).toBe(
      "failed to solve: failed to read dockerfile: open Dockerfile: no such file or directory",
    );
    expect(simulated.agent(SUPPORT_LINE)?.deployments[0]).toMatchObject({ status: "Build Failed" });
  });

  it("hears that a source is too large, and builds nothing", async () => {
    const large = Array.from(crypto.getRandomValues(new Uint32Array(2_000)), String).join("");
    const outcome = await withSource({ ...BUILDABLE, "model.bin": large }, (source) => deploy(source));
    expect([outcome.code, outcome.stderr]).toEqual([
      1,
      expect.stringMatching(/^multipart upload failed: failed to upload tarball: 400: .*EntityTooLarge/s),
    ]);
    expect(simulated.cloud.calls.list("/build")).toEqual([]);
  });

  it.each([
    ["CA_nobody", "", "internal: failed to get agent"],
    [SUPPORT_LINE, "pre view", 'failed to deploy agent: "pre view" is no name of a deployment'],
  ])("hears why it cannot deploy to %s %s", async (agent, deployment, words) => {
    const args = ["-agent", agent, "-deployment", deployment, "-directory", directory];
    const { code, stderr } = await client.run("deploy", ...args);
    expect([code, stderr]).toEqual([1, words]);
  });

  it("hears that a region is not there", async () => {
    const { code, stderr } = await client.run("create", "-directory", directory, "-region", "mars");
    expect([code, stderr]).toEqual([1, 'invalid_argument: region "mars" is not available']);
  });
});
