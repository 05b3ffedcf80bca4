import { describe, expect, it } from "vitest";
import { type OpenPipecat, setUpPipecat } from "./set-up-pipecat.ts";

const open = setUpPipecat();

const agentOf = ({ cloud }: OpenPipecat, name: string) =>
  cloud.state().agents.find((agent) => agent.name === name);
const look = (name: string): string => `GET {org}/services/${name}`;

describe.concurrent("the official client deploys", () => {
  it("a new agent, and waits until it is ready", async (test) => {
    const pipecat = await open(test, { secondsPerLook: 8 });
    const { code, stdout } = await pipecat.cloudCommand(
      "deploy",
      "new-desk",
      "your-org/desk:1",
      "--yes",
      "--no-credentials",
      "--region=us-east",
      "--max-agents=3",
    );
    expect([code, stdout]).toEqual([0, expect.stringContaining("Agent deployment 'new-desk' is ready")]);
    expect(stdout).toMatch(/\] Progressing\n {4}Current {2}\(\w{8}\) Validating · 0 agents/);
    expect(pipecat.calls()).toEqual([
      "GET {org}/regions",
      look("new-desk"),
      "POST {org}/services",
      look("new-desk"),
      look("new-desk"),
    ]);
    expect(agentOf(pipecat, "new-desk")).toMatchObject({
      ready: true,
      region: "us-east",
      scaling: { minReplicas: 0, maxReplicas: 3 },
    });
  });

  it("an update, and tells how far it is", async (test) => {
    const pipecat = await open(test, { secondsPerLook: 3.9 });
    const settings = ["--secrets=quiet-secrets", "--credentials=pull-secret", "--min-agents=1"];
    const image = "your-org/voice-starter:1.6";
    const { code, stdout } = await pipecat.cloudCommand(
      "deploy",
      "voice-starter",
      image,
      "--yes",
      ...settings,
    );
    expect([code, stdout]).toEqual([0, expect.stringContaining("Update complete")]);
    const told = stdout.split("\n").filter((line) => /^\[..:..:..\] \S|^ {4}(Current|Previous)/.test(line));
    expect(told.map((line) => line.replace(/^\[.*?\] |\(\w+\) /g, "")).slice(4)).toEqual([
      "Updating agent manifest for 'voice-starter'",
      "Waiting for deployment to become ready...",
      "Waiting for operator to process deployment...",
      "Progressing · Available",
      "    Current  Validating · 0 agents",
      "    Previous Draining · 2 agents",
    ]);
    expect(pipecat.calls()).toEqual([
      "GET {org}/properties",
      look("voice-starter"),
      "GET {org}/secrets/quiet-secrets",
      "GET {org}/secrets",
      "PUT {org}/services",
      ...Array.from({ length: 4 }, () => look("voice-starter")),
    ]);
    expect(agentOf(pipecat, "voice-starter")?.desired.settings).toMatchObject({
      image,
      secretSet: "quiet-secrets",
      imagePullSecretSet: "pull-secret",
      audioFilter: "tel",
    });
  });

  it("nothing when nothing differs, and is warned; the same again by force", async (test) => {
    const pipecat = await open(test, { secondsPerLook: 15 });
    const same = ["deploy", "voice-starter", "your-org/voice-starter:1.4", "--min-agents=1"];
    const before = agentOf(pipecat, "voice-starter")?.desired.id;
    const unchanged = await pipecat.cloudCommand(...same, "--yes");
    expect([unchanged.code, unchanged.stdout]).toEqual([
      0,
      expect.stringContaining("Warning: Nothing differs"),
    ]);
    expect(agentOf(pipecat, "voice-starter")?.desired.id).toBe(before);
    const forced = await pipecat.cloudCommand(...same, "--force");
    expect([forced.code, forced.stdout]).toEqual([0, expect.not.stringContaining("Warning")]);
    expect(agentOf(pipecat, "voice-starter")?.desired.id).not.toBe(before);
    const puts = pipecat.sent().filter(({ method }) => method === "PUT");
    const body = {
      serviceName: "voice-starter",
      image: "your-org/voice-starter:1.4",
      autoScaling: { minAgents: 1 },
      krispViva: {},
    };
    expect(puts.map((request) => request.body)).toEqual([body, { ...body, forceRedeploy: true }]);
  });

  it("an image that is in no registry, and fails at once with the reason", async (test) => {
    const pipecat = await open(test, { secondsPerLook: 8 });
    const { code, stdout } = await pipecat.cloudCommand("deploy", "bad-desk", "your-org/voice:0.9", "--yes");
    expect(code).toBe(1);
    expect(stdout).toContain(
      'PCC_IMAGE_NOT_FOUND: Agent deployment failed: failed to resolve image tag "your-org/voice:0.9"',
    );
    expect(agentOf(pipecat, "bad-desk")).toMatchObject({ ready: false, available: false });
  });

  it("a good image over a broken one, whose error does not count any more", async (test) => {
    const pipecat = await open(test, { secondsPerLook: 3.9 });
    const { code, stdout } = await pipecat.cloudCommand(
      "deploy",
      "broken-image",
      "your-org/voice:1.0",
      "--yes",
    );
    expect([code, stdout]).toEqual([0, expect.stringContaining("Agent deployment 'broken-image' is ready")]);
    expect(agentOf(pipecat, "broken-image")?.ready).toBe(true);
  });

  it("through an outage of the platform while it waits", async (test) => {
    const pipecat = await open(test, { secondsPerLook: 15 });
    const { cloud } = pipecat;
    const leave = cloud.subscribe(({ type }) => {
      if (type !== "deployment.created") return;
      leave();
      const fault = { kind: "status", status: 502, body: "Bad Gateway" } as const;
      cloud.faults.inject({ match: "GET", fault, times: 2 });
    });
    const { code, stdout } = await pipecat.cloudCommand("deploy", "new-desk", "your-org/desk:1", "--yes");
    expect([code, stdout]).toEqual([0, expect.stringContaining("retrying after a transient API error")]);
    expect(pipecat.calls().filter((call) => call === look("new-desk"))).toHaveLength(4);
  });

  it.for([
    ["--max-agents=80", "Invalid parameters"],
    ["--profile=agent-9x", "Invalid parameters"],
    ["--resources=cpu=2,memory=4Gi", "Invalid parameters"],
    ["--architecture=amd64", "Architecture 'amd64' is not supported in region 'us-west' (supported: arm64)"],
    ["--secrets=new-secrets", "Secret set 'new-secrets' is not yet ready."],
    ["--build-id=7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a002", "Build is not ready (status: building)."],
  ] as const)("not with %s, and says why", async ([flag, reason], test) => {
    const { cloudCommand, cloud } = await open(test);
    const before = cloud.snapshot();
    const image = flag.startsWith("--build-id") ? [] : ["your-org/desk:1"];
    const { code, stdout } = await cloudCommand("deploy", "new-desk", ...image, "--yes", flag);
    expect([code, stdout]).toEqual([1, expect.stringContaining(`API Error: ${reason}`)]);
    expect(cloud.snapshot()).toEqual(before);
  });

  it.for([
    ["--secrets=no-such-set", "Secret set 'no-such-set' not found in organization"],
    ["--credentials=voice-secrets", "Image pull secret with name 'voice-secrets' not found"],
    ["--region=mars", "Invalid region 'mars'. Valid regions are: us-west, us-east, eu-central, ap-south"],
  ] as const)("not with %s, which it finds out itself", async ([flag, reason], test) => {
    const { cloudCommand, calls } = await open(test);
    const { code, stdout } = await cloudCommand("deploy", "new-desk", "your-org/desk:1", "--yes", flag);
    expect([code, stdout]).toEqual([1, expect.stringContaining(reason)]);
    expect(calls().filter((call) => !call.startsWith("GET"))).toEqual([]);
  });
});
