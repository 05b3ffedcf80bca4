import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type OpenPipecat, setUpPipecat } from "./set-up-pipecat.ts";

const open = setUpPipecat();

const deploy = ["deploy", "built-desk", "--yes"];
const writeDockerfile = ({ directory }: OpenPipecat): void =>
  writeFileSync(join(directory, "Dockerfile"), "FROM dailyco/pipecat-base:latest\n");

describe.concurrent("the official client builds", () => {
  it("from a folder, deploys that, and does not build the same again", async (test) => {
    const pipecat = await open(test, { secondsPerLook: 35 });
    writeDockerfile(pipecat);
    const { code, stdout } = await pipecat.cloudCommand(...deploy);
    expect([code, stdout]).toEqual([0, expect.stringContaining("Agent deployment 'built-desk' is ready")]);
    const [, hash] = /hash=(\w{16})\n/.exec(stdout) ?? [];
    const [build] = pipecat.cloud.state().builds.slice(-1);
    expect(build).toMatchObject({ status: "success", contextHash: hash, dockerfilePath: "Dockerfile" });
    const cacheLook = `GET {org}/builds?limit=1&contextHash=${hash}&region=us-west&status=success`;
    expect(pipecat.calls().slice(0, 7)).toEqual([
      "GET {org}/properties",
      cacheLook,
      "POST {org}/builds/upload-url",
      "POST /build-contexts",
      "POST {org}/builds",
      `GET {org}/builds/${build?.id}`,
      `GET {org}/builds/${build?.id}`,
    ]);
    expect(pipecat.sent().at(-2)).toMatchObject({ method: "POST", body: { buildId: build?.id } });

    const again = await pipecat.cloudCommand(...deploy);
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining("Using cached build")]);
    expect(pipecat.cloud.state().builds).toHaveLength(4);
  });

  it("what fails, says why, and deploys nothing", async (test) => {
    const pipecat = await open(test, { secondsPerLook: 20 });
    writeDockerfile(pipecat);
    const leave = pipecat.cloud.subscribe((event) => {
      if (event.type !== "build.changed") return;
      leave();
      pipecat.cloud.world.failBuild(event.buildId, "pip install failed");
    });
    const { code, stdout } = await pipecat.cloudCommand(...deploy);
    expect([code, stdout]).toEqual([1, expect.stringContaining("Build failed: pip install failed")]);
    const [, id = ""] = /build logs (\S+)/.exec(stdout) ?? [];
    expect((await pipecat.cloudCommand("build", "logs", id)).stdout).toContain("ERROR: pip install failed");
    expect(pipecat.calls()).not.toContain("POST {org}/services");
  });

  it("and lists builds, and shows one", async (test) => {
    const { cloudCommand, inJson } = await open(test);
    const list = await cloudCommand("build", "list", "--status", "success", "--region", "us-west");
    expect(list.stdout).toContain("Cloud Builds (Showing 1 builds)");
    expect(list.stdout).toContain("\n7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a001\tsuccess\tus-west\t1m 0s\t");
    const { said } = await inJson("build", "status", "7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a003");
    expect(said).toMatchObject({ status: "success", region: "eu-central", contextSizeBytes: 48_128 });
    const none = await cloudCommand("build", "status", "7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a009");
    expect([none.code, none.stdout]).toEqual([1, expect.stringContaining("not found")]);
  });
});
