import { type Failure, fail, type Result, succeed } from "../../failure.ts";
import type { PlatformName } from "../../platforms/port.ts";
import { type ContainerKind, containerFiles } from "../../views/files/container-files.ts";
import { mrkdwn } from "../../views/mrkdwn.ts";
import type { CommandContext, Handler } from "../command-context.ts";
import { type InputFor, usageFor } from "../command-table.ts";
import { answerFiles } from "./answer-files.ts";
import { findAgent } from "./find-agent.ts";

type Input = InputFor<"agent.dockerfile">;

/** `/agent dockerfile [agent] [--python|--node] …`: a start that is good enough to stay. */
export const dockerfile: Handler<"agent.dockerfile"> = async (input, context) => {
  const platform = await findPlatform(input, context);
  if (!platform.ok) return platform;
  const kind = chooseKind(input, platform.value);
  if (!kind.ok) return kind;
  const { packages } = kind.value;
  const isNode = packages === "npm" || packages === "pnpm";
  const command = `/agent dockerfile --${kind.value.platform} --${packages}`;
  const other = (label: string, flag: string) => ({
    label,
    command: `/agent dockerfile --${kind.value.platform} --${flag}`,
  });
  return await answerFiles(
    {
      files: containerFiles(kind.value),
      about: mrkdwn`for an agent in ${isNode ? mrkdwn`Node` : mrkdwn`Python`} on ${kind.value.platform === "livekit" ? mrkdwn`LiveKit Cloud` : mrkdwn`Pipecat Cloud`}, packages by ${PACKAGES[packages]}`,
      command,
      buttons: [
        other("With uv", "uv"),
        other("With pip", "pip"),
        ...(kind.value.platform === "livekit" ? [other("With npm", "npm"), other("With pnpm", "pnpm")] : []),
      ].filter((button) => button.command !== command),
    },
    input.file,
    context,
  );
};

const PACKAGES = { uv: mrkdwn`uv`, pip: mrkdwn`pip`, npm: mrkdwn`npm`, pnpm: mrkdwn`pnpm` } as const;

async function findPlatform(input: Input, { deps }: CommandContext): Promise<Result<PlatformName>> {
  const { agent, livekit, pipecat, project } = input;
  const usage = usageFor("agent.dockerfile");
  if (livekit && pipecat) return fail(contradiction(usage, "--livekit", "--pipecat"));
  if (livekit || pipecat || agent === null) return succeed(pipecat ? "pipecat" : "livekit");
  const found = await findAgent({ agent, project }, usage, deps.openPlatforms());
  return found.ok ? succeed(found.value.platform.name) : found;
}

/** What tool is named tells the language; what language is named must not say otherwise. */
function chooseKind(input: Input, platform: PlatformName): Result<ContainerKind> {
  const usage = usageFor("agent.dockerfile");
  const named = (["uv", "pip", "npm", "pnpm"] as const).filter((tool) => input[tool]);
  const [tool, second] = named;
  if (second) return fail(contradiction(usage, `--${tool}`, `--${second}`));
  if (input.python && input.node) return fail(contradiction(usage, "--python", "--node"));
  const packages = tool ?? (input.node ? "npm" : "uv");
  const isNode = packages === "npm" || packages === "pnpm";
  if (isNode && input.python) return fail(contradiction(usage, "--python", `--${packages}`));
  if (!isNode && input.node) return fail(contradiction(usage, "--node", `--${packages}`));
  if (isNode && platform === "pipecat") {
    const expected = "left out for Pipecat Cloud, whose agents are written in Python";
    return fail({ kind: "bad-value", usage, name: tool ? `--${tool}` : "--node", expected });
  }
  return succeed({ platform, packages });
}

const contradiction = (usage: string, one: string, other: string): Failure => ({
  kind: "bad-value",
  usage,
  name: one,
  expected: `left out where \`${other}\` is given`,
});
