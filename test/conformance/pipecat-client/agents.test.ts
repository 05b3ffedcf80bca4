import { describe, expect, it } from "vitest";
import { setUpPipecat } from "./set-up-pipecat.ts";

const open = setUpPipecat();

const notFound = { error: "Not found", code: "NOT_FOUND" };
const running = "c0ffe104-0000-4000-8000-000000000104";

describe.concurrent("the official client, about agents", () => {
  it("lists them, of one region too", async (test) => {
    const { cloudCommand, calls } = await open(test);
    const { code, stdout } = await cloudCommand("agent", "list", "--region", "us-west");
    expect(code).toBe(0);
    expect(stdout.split("\n")).toContain(
      "quiet-desk\tus-west\t5b0c2f5e-3c43-4a55-9b61-0f5a1c9d0002\t2b7f1d2f-7a1e-4b68-9e4d-62a8b1d1c202\t2126-10-23T12:00:00.000Z\t2126-11-17T12:00:00.000Z\t—",
    );
    expect(stdout).toContain("(3 results)");
    const mars = await cloudCommand("agent", "list", "--region", "mars");
    expect([mars.code, mars.stdout]).toEqual([1, expect.stringContaining("Invalid region 'mars'")]);
    expect(calls()).toEqual([
      "GET {org}/regions",
      "GET {org}/services?region=us-west&include=git",
      "GET {org}/regions",
    ]);
  });

  it("tells the state of one that cannot start", async (test) => {
    const { cloudCommand, calls } = await open(test);
    const { code, stdout } = await cloudCommand("agent", "status", "broken-image");
    expect(code).toBe(0);
    expect(stdout.split("\n").slice(1, -1)).toEqual([
      "Agent: broken-image",
      "Ready: False",
      "Deployment Phase: Validating",
      "Active Session Count: 0",
      "Image: your-org/voice:0.9",
      "Agent Profile: agent-2x",
      "Architecture: arm64",
      "Resources: cpu=1000m, memory=2Gi",
      "Active Deployment ID: 9d41b7c5-8b2f-4c79-8f5e-73b9c2e2d302",
      "Created At: 2126-11-19T12:00:00.000Z",
      "Updated At: 2126-11-22T11:20:00.000Z",
      "Krisp VIVA: Disabled",
      "Max Session Duration: default",
      "Min Agents: 1",
      "Max Agents: 10",
      'Error: PCC_IMAGE_NOT_FOUND failed to resolve image tag "your-org/voice:0.9"',
    ]);
    expect(calls()).toEqual(["GET {org}/services/broken-image"]);
  });

  it("tells why one crashes", async (test) => {
    const { cloudCommand, cloud, advance } = await open(test);
    cloud.world.crash("voice-starter");
    advance(60);
    const { stdout } = await cloudCommand("--output", "rich", "agent", "status", "voice-starter");
    expect(stdout).toMatch(/Active.*Application Error · 3 restarts across 1 replicas · exit code 1/s);
    expect(stdout).toContain("ModuleNotFoundError: No module named 'foo'");
  });

  it("lists deployments, by image or by build", async (test) => {
    const { cloudCommand, calls } = await open(test);
    const { stdout } = await cloudCommand("agent", "deployments", "quiet-desk");
    const rows = stdout.split("\n").map((line) => line.split("\t").slice(0, 3));
    expect(rows.slice(3, -1)).toEqual([
      ["2b7f1d2f-7a1e-4b68-9e4d-62a8b1d1c202", "arm", "your-org/quiet-desk:2.0"],
      ["2b7f1d2f-7a1e-4b68-9e4d-62a8b1d1c201", "arm", "7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a001"],
    ]);
    const { code } = await cloudCommand("agent", "deployments", "nobody");
    expect(code).toBe(1);
    expect(calls()).toEqual([
      "GET {org}/services/quiet-desk/deployments",
      "GET {org}/services/nobody/deployments",
    ]);
  });

  it("reads logs, of a session and of a level too", async (test) => {
    const { cloudCommand, cloud, calls } = await open(test);
    cloud.world.writeLog("voice-starter", "ERROR: no answer from the model", running);
    const all = await cloudCommand("agent", "logs", "voice-starter", "--limit", "2");
    expect(all.stdout.split("\n").slice(1, -1)).toEqual([
      "2126-11-22 12:00:00 ERROR: no answer from the model",
      "2126-11-22 11:57:11 INFO:     Client connected",
    ]);
    const ofSession = ["--session-id", running, "--level", "ERROR"];
    const errors = await cloudCommand("agent", "logs", "voice-starter", ...ofSession);
    expect(errors.stdout.split("\n").slice(1, -1)).toEqual([
      "2126-11-22 12:00:00 ERROR: no answer from the model",
    ]);
    expect(calls()).toEqual([
      "GET {org}/services/voice-starter/logs?limit=2",
      `GET {org}/services/voice-starter/logs?limit=100&sessionId=${running}`,
    ]);
  });

  it("deletes one, once", async (test) => {
    const { cloudCommand, cloud, calls } = await open(test);
    expect((await cloudCommand("agent", "delete", "voice-starter", "--force")).code).toBe(0);
    const again = await cloudCommand("agent", "delete", "voice-starter", "--force");
    expect([again.code, again.stdout]).toEqual([1, expect.stringContaining("not found in organization")]);
    expect(calls()).toEqual(["DELETE {org}/services/voice-starter", "DELETE {org}/services/voice-starter"]);
    expect(cloud.state().deletedAgents).toMatchObject([{ name: "voice-starter", activeSessionCount: 2 }]);
  });

  it.for([
    ["status", "No deployment data found for agent with name 'nobody'"],
    ["logs", "NOT_FOUND: API Error: Not found"],
    ["sessions", "404: API Error: agent deployment not found"],
  ] as const)("says of %s that there is no such agent", async ([command, words], test) => {
    const { cloudCommand } = await open(test);
    const { code, stdout } = await cloudCommand("agent", command, "nobody");
    expect([code, stdout]).toEqual([1, expect.stringContaining(words)]);
  });

  it("is told in JSON that there is no such agent", async (test) => {
    const { inJson } = await open(test);
    expect(await inJson("agent", "logs", "nobody")).toEqual({ code: 1, said: { error: notFound } });
  });
});
