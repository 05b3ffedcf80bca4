import type { Dispatch } from "../platforms/port.ts";
import { actions, context, section } from "./blocks.ts";
import { dispatchListCommand } from "./command-texts.ts";
import { createView } from "./create-view.ts";
import { boldText, codeText, mentionUser } from "./escape-text.ts";
import { joinMrkdwn, mrkdwn } from "./mrkdwn.ts";
import type { View } from "./view.ts";

export interface DeletedDispatch {
  readonly project: string;
  readonly dispatch: Dispatch;
  /** Slack user id. */
  readonly deletedBy: string;
}

/** Tells the channel that a dispatch is gone, and what follows for the agent in the room. */
export function renderDispatchDeleted({ project, dispatch, deletedBy }: DeletedDispatch): View {
  const agent = dispatch.agentName === "" ? mrkdwn`any agent` : boldText(dispatch.agentName);
  const sentence = mrkdwn`Deleted the dispatch of ${agent} to ${codeText(dispatch.room)}`;
  const consequence =
    dispatch.jobs.length === 0
      ? mrkdwn`No worker had taken it, so nobody leaves the room.`
      : mrkdwn`Its job ends in the background; the agent then leaves the room.`;
  return createView({
    text: mrkdwn`${sentence}. ${consequence}`,
    blocks: [
      section(mrkdwn`🗑 ${sentence}\n${consequence}`),
      context([
        joinMrkdwn([codeText(dispatch.id), boldText(project), mrkdwn`deleted by ${mentionUser(deletedBy)}`]),
      ]),
      actions([{ label: "Dispatches in room", command: dispatchListCommand(project, dispatch.room) }]),
    ],
  });
}
