/** What the official client sends to deploy, beside what the bot sends for the same. */
import { describe, expect, it } from "vitest";
import * as z from "zod";
import type { AgentUpdate } from "../../../src/platforms/change.ts";
import { createPipecatPlatform } from "../../../src/platforms/pipecat/pipecat-platform.ts";
import { type OpenPipecat, setUpPipecat } from "./set-up-pipecat.ts";

const open = setUpPipecat();

const agent = { project: "voice", platform: "pipecat", id: "voice-starter", name: "voice-starter" } as const;
const bodySchema = z.record(z.string(), z.json());
type Body = z.infer<typeof bodySchema>;

/** The body of the last request that changed something. */
const lastBody = ({ sent }: OpenPipecat): Body =>
  bodySchema.parse(sent().findLast(({ method }) => method !== "GET")?.body);

/** The same deploy by both, each to a simulator of its own. */
async function deployByBoth(test: Parameters<typeof open>[0], flags: readonly string[], update: AgentUpdate) {
  const options = { secondsPerLook: 15 };
  const [theirs, ours] = [await open(test, options), await open(test, options)];
  const { code, stdout } = await theirs.cloudCommand("deploy", agent.name, ...flags, "--yes");
  if (code !== 0) throw new Error(stdout);
  const project = {
    platform: "pipecat",
    name: "voice",
    apiUrl: `${ours.url}/v1`,
    apiKey: "sk_local",
  } as const;
  const answer = await createPipecatPlatform(project, { fetch }).change(agent, { kind: "update", update });
  if (!answer.ok) throw new Error(answer.failure.kind);
  const deployed = ({ cloud }: OpenPipecat) => {
    const found = cloud.state().agents.find(({ name }) => name === agent.name);
    return { settings: found?.desired.settings, scaling: found?.scaling };
  };
  return {
    theirs: lastBody(theirs),
    ours: lastBody(ours),
    /** What came of it. */
    deployed: [deployed(theirs), deployed(ours)],
    understood: theirs.cloud.calls.list("PUT").at(-1)?.request,
  };
}

describe.concurrent("a deploy by the bot and one by the official client", () => {
  it("say the same in the same words, with every setting", async (test) => {
    const { theirs, ours, deployed, understood } = await deployByBoth(
      test,
      [
        "your-org/voice-starter:1.6",
        "--secrets=quiet-secrets",
        "--credentials=pull-secret",
        "--min-agents=2",
        "--max-agents=7",
        "--krisp-viva-audio-filter=pro",
        "--profile=agent-2x",
        "--max-session-duration=300",
        "--architecture=arm64",
        "--region=us-west",
        "--force",
      ],
      {
        image: "your-org/voice-starter:1.6",
        secretSet: "quiet-secrets",
        imagePullSecretSet: "pull-secret",
        scaling: { min: 2, max: 7 },
        krispAudioFilter: "pro",
        profile: "agent-2x",
        maxSessionSeconds: 300,
        nodeType: "arm",
        forceRedeploy: true,
      },
    );
    // The name stands in our address, and the region cannot be changed.
    const { serviceName, region, ...common } = theirs;
    expect([serviceName, region]).toEqual(["voice-starter", "us-west"]);
    expect(ours).toEqual(common);
    expect(understood).toEqual({ ...common, serviceName });
    expect(deployed[1]).toEqual(deployed[0]);
  });

  it("say the same of a build", async (test) => {
    const buildId = "7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a001";
    const flags = [`--build-id=${buildId}`, "--min-agents=1"];
    const { theirs, ours, deployed } = await deployByBoth(test, flags, { buildId });
    expect(theirs).toEqual({
      serviceName: "voice-starter",
      buildId,
      autoScaling: { minAgents: 1 },
      krispViva: {},
    });
    expect(ours).toEqual({ buildId });
    expect(deployed[1]).toEqual(deployed[0]);
  });

  it("differ in what is not said: the official client sets the minimum to 0, the bot leaves it", async (test) => {
    const image = "your-org/voice-starter:1.6";
    const { theirs, ours, deployed } = await deployByBoth(test, [image], { image });
    expect(theirs).toMatchObject({ autoScaling: { minAgents: 0 } });
    expect(ours).toEqual({ image });
    expect(deployed.map(({ scaling }) => scaling?.minReplicas)).toEqual([0, 1]);
  });
});
