import { fail, type Result, succeed } from "../../failure.ts";
import { captionFile, type FileAnswer, renderFiles, renderFilesSent } from "../../views/render-files.ts";
import { type Answer, answerWith, type CommandContext } from "../command-context.ts";

/**
 * Shows files to who asked. With `--file` they go into the conversation instead: Slack takes files for conversations
 * only, so everybody there reads them, and never a partner in a shared channel.
 */
export async function answerFiles(
  answer: FileAnswer,
  asFile: boolean,
  context: CommandContext,
): Promise<Result<Answer>> {
  const { asking, directory, slack, workspace } = context;
  if (!asFile) return succeed(answerWith(renderFiles(answer), asking));
  const { actor, channelId, threadTs, requestKey } = asking;
  const channel = await directory.channelFacts(channelId);
  if (channel === null) return fail({ kind: "membership-unavailable", verb: "--file", rule: "channel" });
  if (channel.isShared) return fail({ kind: "shared-channel", channelId });
  // A read may be delivered twice and is answered once; a file would be there twice.
  if (!(await workspace.claim(`file ${requestKey}`))) return succeed({ view: null, visibility: "ephemeral" });
  for (const file of answer.files) {
    const uploaded = await slack.uploadFile(
      { channelId, threadTs },
      {
        name: file.name,
        title: file.name,
        bytes: new TextEncoder().encode(file.text),
        comment: captionFile(file, answer.about, actor.userId),
      },
    );
    if (!uploaded.ok) return uploaded;
  }
  return succeed({ view: renderFilesSent(answer.files), visibility: "ephemeral" });
}
