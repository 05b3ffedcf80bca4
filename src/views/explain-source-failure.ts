/** What is wrong with the source of an agent, or with where it is kept, in words; see `explainFailure`. */
import type { Failure } from "../failure.ts";
import { boldText, codeText } from "./escape-text.ts";
import { type Mrkdwn, mrkdwn } from "./mrkdwn.ts";

type SourceFailure = Extract<Failure, { kind: `source-${string}` }>;
type Arm<Kind extends SourceFailure["kind"]> = Extract<SourceFailure, { kind: Kind }>;

const LINE_LENGTH = 100;
const BYTES_IN_MIB = 1024 * 1024;

export function explainSourceFailure(failure: SourceFailure): Mrkdwn {
  switch (failure.kind) {
    case "source-not-configured":
      return mrkdwn`I do not know where the source of ${boldText(`${failure.agent.project}/${failure.agent.name}`)} is kept, so nothing was started. Whoever runs Switchboard adds its repository to ${codeText("wrangler.toml")}, as ${codeText(`[vars.PROJECTS.${failure.agent.project}.sources.${failure.agent.name}]`)}.`;
    case "source-not-found":
      return explainMissing(failure);
    case "source-unauthorized":
      return failure.secret === null
        ? mrkdwn`GitHub wants a token for this, and project ${boldText(failure.call.project)} has none, so nothing was started. Whoever runs Switchboard sets the secret ${codeText("GITHUB_TOKEN")}.`
        : mrkdwn`GitHub does not accept the token in ${codeText(failure.secret)}, so nothing was started. It may have expired: whoever runs Switchboard sets the secret anew.`;
    case "source-too-large":
      return mrkdwn`The source in ${codeText(failure.repository)} is larger than I can carry: ${limitWords(failure)}. Nothing was started; let CI deploy it, by a ${codeText("workflow")} in its configuration, or leave large files out in ${codeText(".dockerignore")}.`;
    case "source-without-dockerfile":
      return mrkdwn`There is no ${codeText("Dockerfile")} in ${nameFolder(failure)} of ${codeText(failure.repository)} at ${codeText(failure.ref)}, and the build needs one, so nothing was started. ${codeText("/agent dockerfile")} gives you one to commit.`;
    case "source-ignore-file":
      return failure.line === null
        ? mrkdwn`${codeText(failure.file)} in ${codeText(failure.repository)} is too long to be held against every file, so nothing was started. Shorten it to 64 KiB.`
        : mrkdwn`${codeText(failure.file)} in ${codeText(failure.repository)} has a line that is no pattern: ${codeText(failure.line, LINE_LENGTH)}. LiveKit's own client fails on it or takes it for something else, so nothing was started; mend that line.`;
    case "source-needs-branch":
      return mrkdwn`GitHub runs a workflow on a branch or a tag, and ${codeText(failure.ref)} of ${codeText(failure.repository)} is neither, so nothing was started. Give the name of one with ${codeText("--ref")}.`;
  }
}

function explainMissing({ repository, missing, name }: Arm<"source-not-found">): Mrkdwn {
  const where = codeText(repository);
  const what = codeText(name ?? "");
  switch (missing) {
    case "repository":
      return mrkdwn`GitHub shows me no repository ${where}, so nothing was started. It may have been renamed, or be closed to my token; whoever runs Switchboard looks at its configuration.`;
    case "ref":
      return mrkdwn`${where} has no branch, tag or commit ${what}, so nothing was started. Check the name, or push it.`;
    case "folder":
      return mrkdwn`${where} has no folder ${what} in this commit, so nothing was started. Whoever runs Switchboard looks at the ${codeText("subdirectory")} in its configuration.`;
    case "workflow":
      return mrkdwn`${where} has no workflow ${what} that my token may start, so nothing was started. Whoever runs Switchboard checks its name, and that the token may write Actions.`;
    case "run":
      return mrkdwn`${where} has no run ${what} of a workflow any more, so I do not know how it ended. Somebody may have deleted it; look at the agent.`;
  }
}

function limitWords({ measure, limit }: Arm<"source-too-large">): Mrkdwn {
  switch (measure) {
    case "archive":
      return mrkdwn`more than ${limit / BYTES_IN_MIB} MiB compressed`;
    case "unpacked":
      return mrkdwn`the repository unpacks to more than ${limit / BYTES_IN_MIB} MiB`;
    case "entries":
      return mrkdwn`the repository has more than ${limit} files and folders`;
  }
}

const nameFolder = ({ subdirectory }: Arm<"source-without-dockerfile">): Mrkdwn =>
  subdirectory === null ? mrkdwn`the root` : mrkdwn`the folder ${codeText(subdirectory)}`;
