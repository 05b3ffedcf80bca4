/** The card of one dispatch: one message in the channel, drawn anew from what is stored whenever something happens. */
import type { KnownBlock } from "@slack/types";
import { actions, context, section } from "./blocks.ts";
import type { CommandButton } from "./command-button.ts";
import { agentCommand, dispatchDeleteCommand, dispatchListCommand } from "./command-texts.ts";
import { createView } from "./create-view.ts";
import { describeDispatch } from "./describe-dispatch.ts";
import { describeRequest } from "./describe-request.ts";
import type { DispatchCard } from "./dispatch-card.ts";
import { describeTimeline, planDispatch } from "./dispatch-timeline.ts";
import { boldText, codeText, mentionUser } from "./escape-text.ts";
import { formatDate } from "./format-time.ts";
import { healthSign } from "./health-sign.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import type { View } from "./view.ts";

export function renderDispatch(card: DispatchCard, now: number): View {
  const { health, sentence, consequence } = describeDispatch(card, now);
  const withTimeline = (timeline: KnownBlock): (KnownBlock | null)[] => [
    section(joinMrkdwn([mrkdwn`${healthSign(health)} ${sentence}`, consequence], mrkdwn`\n`)),
    timeline,
    context([describeOrigin(card), describeRequest(card)]),
    actions(chooseButtons(card)),
  ];
  return createView({
    text: joinMrkdwn([mrkdwn`${sentence}.`, consequence], mrkdwn` `),
    blocks: withTimeline(planDispatch(card)),
    fallbackBlocks: withTimeline(section(describeTimeline(card))),
  });
}

function describeOrigin(card: DispatchCard): Mrkdwn {
  return joinMrkdwn([
    card.dispatchId === null ? null : mrkdwn`dispatch ${codeText(card.dispatchId)}`,
    card.phase === "joined" ? mrkdwn`in the room as ${codeText(card.participantIdentity)}` : null,
    boldText(card.project),
    mrkdwn`asked by ${mentionUser(card.askedBy)} ${formatDate(card.startedAt)}`,
  ]);
}

function chooseButtons(card: DispatchCard): readonly (CommandButton | null)[] {
  const { project, agentId, agentName, room } = card;
  return [
    deleteButton(card),
    card.phase === "refused"
      ? null
      : { label: "Dispatches in room", command: dispatchListCommand(project, room) },
    { label: "Agent status", command: agentCommand("status", { project, id: agentId, name: agentName }) },
  ];
}

function deleteButton({ phase, project, agentName, room, dispatchId }: DispatchCard): CommandButton | null {
  if (dispatchId === null || phase === "gone") return null;
  const command = dispatchDeleteCommand(project, room, dispatchId);
  if (phase === "joined") {
    return {
      label: "Remove from room",
      command,
      confirmation: {
        title: `Remove ${agentName} from ${room}?`,
        text: "Its dispatch is deleted and its job ends. Everybody else stays in the room.",
        confirm: "Remove",
        deny: "Keep it",
      },
    };
  }
  return {
    label: "Delete dispatch",
    command,
    confirmation: {
      title: `Delete the dispatch to ${room}?`,
      text: "LiveKit Cloud stops looking for a worker, and an agent that has joined leaves the room.",
      confirm: "Delete",
      deny: "Keep it",
    },
  };
}
