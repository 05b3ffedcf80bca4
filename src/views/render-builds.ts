/** The images that Pipecat Cloud built for a project, newest first. */
import type { Build, BuildList, BuildStatus } from "../platforms/builds.ts";
import { buildCommand, buildsCommand } from "./build-commands.ts";
import type { BuildScope } from "./build-scope.ts";
import { agentCommand, fleetCommand } from "./command-texts.ts";
import { createAnswer, type ReadOptions } from "./create-answer.ts";
import { describeBuild } from "./describe-build.ts";
import { boldText, codeText, escapeText } from "./escape-text.ts";
import { type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import type { Row } from "./rows.ts";
import type { View } from "./view.ts";
import { countWords } from "./word-lists.ts";

const ERROR_LENGTH = 160;

export function renderBuilds(
  { builds, total }: BuildList,
  scope: BuildScope,
  options: ReadOptions & { readonly status: BuildStatus | null },
): View {
  const { project, agent } = scope;
  const { status, now } = options;
  const summary = summarize(total, status);
  const command = buildsCommand(scope);
  const unlisted = total - builds.length;
  return createAnswer(
    {
      text: mrkdwn`Project ${escapeText(project)} has ${summary}.`,
      headline: mrkdwn`Project ${boldText(project)} has ${summary}`,
      rows: builds.map((build) => toRow(build, scope, now)),
      notes: [
        unlisted > 0 ? mrkdwn`… and ${unlisted} more that are not listed` : null,
        mrkdwn`Pipecat Cloud does not say for which agent a build was made`,
      ],
      command: status === null ? command : `${command} --status ${status}`,
      buttons: [
        agent === null
          ? { label: "Agents", command: fleetCommand("list", project) }
          : { label: "Status", command: agentCommand("status", agent) },
      ],
    },
    options,
  );
}

function toRow(build: Build, scope: BuildScope, now: number): Row {
  const { id, error } = build;
  const facts = describeBuild(build, scope.runs.get(id) ?? [], now);
  const text = mrkdwn`${codeText(id)} · ${facts}${error === null ? mrkdwn`` : mrkdwn`\n${codeText(error, ERROR_LENGTH)}`}`;
  const command = buildCommand(scope, id);
  return command === null ? { text } : { text, button: { label: "Open", command } };
}

function summarize(total: number, status: BuildStatus | null): Mrkdwn {
  const count = total === 0 ? mrkdwn`no build` : countWords(total, "build");
  return status === null ? count : mrkdwn`${count} with status ${codeText(status)}`;
}
