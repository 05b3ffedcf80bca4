/** The pcc-deploy.toml that `/agent config` writes, read by the client that deploys with it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PipecatAgentStatus } from "../../../src/platforms/port.ts";
import { pccDeployToml } from "../../../src/views/files/pcc-deploy-toml.ts";
import { pipecatStatus } from "../../unit/views/fixtures.ts";
import { requireProgram } from "../support/run-program.ts";
import { preparePipecatCli } from "./prepare-pipecat-cli.ts";

const directory = mkdtempSync(join(tmpdir(), "switchboard-config-"));
afterAll(() => rmSync(directory, { recursive: true }));
let python: string;
beforeAll(async () => {
  ({ python } = await preparePipecatCli());
});

async function load(status: Partial<PipecatAgentStatus>): Promise<unknown> {
  const { name, text } = pccDeployToml(pipecatStatus(status));
  const path = join(directory, name);
  writeFileSync(path, text);
  const script = join(import.meta.dirname, "scripts/load_deploy_config.py");
  return JSON.parse(await requireProgram(python, [script], { env: { PIPECAT_DEPLOY_CONFIG_PATH: path } }));
}

const agent = { project: "voice", platform: "pipecat", id: "voice-starter", name: "voice-starter" } as const;

describe("pcc-deploy.toml", () => {
  it("says all that the agent runs with, in the client's own words", async () => {
    const status = {
      agent,
      image: "your-org/voice-starter:1.4",
      buildId: null,
      imagePullSecretSet: "pull-secret",
      secretSet: "voice-secrets",
      region: "us-west",
      profile: "agent-2x",
      architecture: "arm",
      maxSessionSeconds: 3600,
      scaling: { min: 1, max: 5 },
      krispAudioFilter: "pro",
    };
    expect(await load(status)).toMatchObject({
      agent_name: "voice-starter",
      image: "your-org/voice-starter:1.4",
      build_id: null,
      image_credentials: "pull-secret",
      secret_set: "voice-secrets",
      region: "us-west",
      agent_profile: "agent-2x",
      architecture: "arm64",
      max_session_duration: 3600,
      scaling: { min_agents: 1, max_agents: 5 },
      krisp_viva: { audio_filter: "pro" },
    });
  });

  it.each([
    [{ image: "your-org/voice" }, { image: "your-org/voice:latest" }],
    [
      { image: null, buildId: "7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a001" },
      { image: null, build_id: "7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a001" },
    ],
    [
      { image: null, buildId: null },
      { image: null, build_id: null },
    ],
    [{ krispAudioFilter: "on" }, { krisp_viva: { audio_filter: null } }],
    [{ krispAudioFilter: null }, { krisp_viva: { audio_filter: null } }],
    [{ secretSet: 'a"b\\c\u007f' }, { secret_set: 'a"b\\c\u007f' }],
    [
      { scaling: null, region: null, profile: null, architecture: "riscv" },
      { region: null, architecture: null },
    ],
  ])("is accepted with %j", async (status, read) => {
    expect(await load({ agent, ...status })).toMatchObject({ agent_name: "voice-starter", ...read });
  });
});
