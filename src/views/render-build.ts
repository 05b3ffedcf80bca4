/** One build: how it went, what it says was wrong, and the end of its log. */
import type { Build } from "../platforms/builds.ts";
import { actions, context, preformatted, section } from "./blocks.ts";
import { buildCommand, buildsCommand, deployBuildButton } from "./build-commands.ts";
import type { BuildScope } from "./build-scope.ts";
import type { ReadOptions } from "./create-answer.ts";
import { createView } from "./create-view.ts";
import { describeBuild } from "./describe-build.ts";
import { boldText, codeText, escapeText } from "./escape-text.ts";
import { fitLog } from "./fit-log.ts";
import { formatDate } from "./format-time.ts";
import { formatBytes } from "./format-usage.ts";
import { LIMITS } from "./limits.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { splitText } from "./split-text.ts";
import type { View } from "./view.ts";
import { countWords } from "./word-lists.ts";

const EXTENT = { lines: 60, characters: 8_000 };
const ERROR_LENGTH = 500;

/** `log`: oldest first; null: it could not be read. */
export function renderBuild(
  build: Build,
  log: readonly string[] | null,
  scope: BuildScope,
  { now, audience }: ReadOptions,
): View {
  const { id, error } = build;
  const agents = scope.runs.get(id) ?? [];
  const facts = describeBuild(build, agents, now);
  const headline = mrkdwn`Build ${codeText(id)} of ${boldText(scope.project)}`;
  const command = buildCommand(scope, id);
  const lines = fitLog(log ?? [], EXTENT);
  return createView({
    text: mrkdwn`${headline}: ${facts}.`,
    blocks: [
      section(
        joinMrkdwn(
          [headline, facts, error === null ? null : mrkdwn`⚠️ ${codeText(error, ERROR_LENGTH)}`],
          LINE,
        ),
      ),
      ...(lines.length === 0 ? [] : splitText(lines.join("\n"), LIMITS.preformattedText).map(preformatted)),
      context([describeDetails(build, log, lines.length), mrkdwn`as of ${formatDate(now)}`]),
      actions([
        scope.agent !== null && command !== null && isDeployable(build, scope)
          ? deployBuildButton(scope.agent, id)
          : null,
        { label: "Builds", command: buildsCommand(scope) },
        command === null ? null : { label: "Refresh", command },
        command !== null && audience === "asker" ? { label: "Share to channel", command, share: true } : null,
      ]),
    ],
  });
}

const LINE = mrkdwn`\n`;

const isDeployable = ({ id, status, region }: Build, { agent, regions, runs }: BuildScope): boolean =>
  status === "success" &&
  region !== null &&
  regions.includes(region) &&
  agent !== null &&
  !runs.get(id)?.includes(agent.name);

function describeDetails(build: Build, log: readonly string[] | null, shown: number): Mrkdwn {
  const { contextBytes, contextHash, imageUri } = build;
  return joinMrkdwn([
    log === null
      ? mrkdwn`its log cannot be read at the moment`
      : shown === 0
        ? mrkdwn`its log has no lines yet`
        : mrkdwn`the newest ${countWords(shown, "line")} of its log`,
    contextBytes === null ? null : mrkdwn`source ${formatBytes(contextBytes)}`,
    contextHash === null ? null : mrkdwn`hash ${codeText(contextHash)}`,
    imageUri === null ? null : mrkdwn`image ${escapeText(imageUri)}`,
  ]);
}
