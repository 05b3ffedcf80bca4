/** The buttons of a change's card: the two or three things that a person would do next, each a command text. */
import type { ChangeAsked, ChangeVerb } from "../operations/change-request.ts";
import type { AgentIdentity } from "../platforms/port.ts";
import type { ChangeCard } from "./change-card.ts";
import { approveCommand, changeCommand, decisionCommand, rollbackCommand } from "./change-commands.ts";
import { nameChange } from "./change-words.ts";
import type { CommandButton } from "./command-button.ts";
import { agentCommand, fleetCommand } from "./command-texts.ts";
import { isAsking } from "./describe-approvals.ts";

export function changeButtons(card: ChangeCard): readonly (CommandButton | null)[] {
  const { id, request } = card;
  const { asked } = request;
  const agent = nameable(card);
  const status: CommandButton = { label: "Status", command: agentCommand("status", agent) };
  const logs: CommandButton = { label: "Logs", command: agentCommand("logs", agent) };
  const isBuilt = card.plan.call.kind === "source";
  const buildLog: CommandButton = {
    label: "Build log",
    command: `${agentCommand("logs", agent)} --type build`,
  };
  const secrets: CommandButton = { label: "Update secrets…", command: agentCommand("update-secrets", agent) };
  const versions: CommandButton = { label: "Versions", command: agentCommand("versions", agent) };
  const rollBackNow: CommandButton = {
    label: "Roll back now",
    command: decisionCommand("proceed", id),
    style: "primary",
  };
  const cancel: CommandButton = { label: "Cancel", command: decisionCommand("cancel", id) };
  if (isAsking(card)) return [...decisionButtons(card), cancel];
  switch (card.phase) {
    case "awaiting-values":
      return [
        { label: "Enter the values…", command: decisionCommand("enter-values", id), style: "primary" },
        cancel,
      ];
    case "proposed":
    case "awaiting-approval":
    case "approved":
      return [cancel];
    case "executing":
      return [card.isStoppable ? cancel : null, status];
    case "unsure":
      return [status];
    case "unproven":
      return [
        status,
        { label: "Do it again", command: decisionCommand("proceed", id) },
        { label: "Leave it", command: decisionCommand("keep", id) },
      ];
    case "observing":
      return [card.mayHurry ? rollBackNow : null, status, logs];
    case "countdown":
      return [rollBackNow, { label: "Keep", command: decisionCommand("keep", id) }, logs];
    case "succeeded":
      return [
        redeployButton(card),
        promoteButton(card),
        // A new agent has none.
        asked.verb === "create" ? secrets : null,
        isWholeDeletion(asked) ? { label: "Agents", command: fleetCommand("list", agent.project) } : status,
      ];
    case "unchanged":
      return [forceButton(card), status];
    case "failed":
      if (card.isWithoutEffect) return [isBuilt ? buildLog : null, repeatButton(card), status];
      return [card.rollbackId === null ? undoButton(card) : null, logs, status];
    case "timed-out":
      return [undoButton(card), logs, status];
    case "refused":
      // The same would be refused again.
      if (card.failure?.kind === "platform-refused")
        return [asked.verb === "rollback" ? versions : null, status];
      return [askAgainButton(card), status];
    case "expired":
      return [askAgainButton(card), status];
    case "superseded":
      return [status, versions];
    case "lost":
      return [status, isBuilt ? buildLog : logs];
    case "rejected":
    case "cancelled":
      return [status];
  }
}

function decisionButtons(card: ChangeCard): CommandButton[] {
  const approve = approveCommand(card.id, card.planDigest);
  const { agent, act } = nameChange(card);
  const { asked } = card.request;
  return [
    {
      label: "Approve",
      command: approve,
      style: "primary",
      ...(asked.verb === "delete" && {
        confirmation: {
          title: `Approve: ${act} ${agent}?`,
          text: isWholeDeletion(asked)
            ? "The agent is deleted for good, with its versions. This cannot be undone."
            : "This deployment is deleted for good; the others stay. This cannot be undone.",
          confirm: "Approve",
          deny: "Not now",
        },
      }),
    },
    { label: "Approve with comment…", command: `${approve} --comment`, ask: true },
    { label: "Reject…", command: `${decisionCommand("reject", card.id)} --reason`, ask: true },
  ];
}

const isWholeDeletion = (asked: ChangeAsked): boolean =>
  asked.verb === "delete" && asked.deployment === undefined;

/** A deployment can be forced; what asked for something else has nothing to force. */
function forceButton({ request, plan, reason }: ChangeCard): CommandButton | null {
  const { agent, asked } = request;
  if (asked.verb !== "deploy" || plan.call.kind !== "update") return null;
  const update = { ...asked.update, forceRedeploy: true };
  return {
    label: "Force redeploy",
    command: changeCommand({ agent, asked: { verb: "deploy", update } }, reason),
  };
}

/** What makes the values of a secret set live, where it does not happen by itself. */
function redeployButton({ request: { agent }, plan }: ChangeCard): CommandButton | null {
  for (const remark of plan.remarks) {
    if (remark.kind !== "redeploy-needed" && remark.kind !== "next-pull") continue;
    const { kind, set, attached } = remark;
    if (attached && kind === "next-pull") return null;
    if (attached) return { label: "Redeploy", command: agentCommand("restart", agent), style: "primary" };
    const update = kind === "next-pull" ? { imagePullSecretSet: set } : { secretSet: set };
    const command = changeCommand({ agent, asked: { verb: "deploy", update } });
    return { label: "Deploy with it", command, style: "primary" };
  }
  return null;
}

/** What stands beside production is tried, and then brought there. */
function promoteButton({ request: { agent, asked } }: ChangeCard): CommandButton | null {
  if (asked.verb !== "deploy" || asked.deployment === undefined) return null;
  const promotion = changeCommand({ agent, asked: { verb: "promote", from: asked.deployment } });
  return { label: "Promote…", command: `${promotion} --reason`, ask: true };
}

/** What would put it right: the version before; where a rollback itself failed, another version. */
function undoButton(card: ChangeCard): CommandButton | null {
  const { agent, asked } = card.request;
  switch (asked.verb) {
    case "create":
      return null;
    case "deploy":
      // A rollback concerns production alone.
      return asked.deployment === undefined ? rollBack(card) : askAgainButton(card);
    case "promote":
    case "restart":
      return rollBack(card);
    case "rollback":
      return { label: "Versions", command: agentCommand("versions", agent) };
    case "scale":
    case "delete":
    case "update-secrets":
    case "stop":
      return askAgainButton(card);
  }
}

const rollBack = (card: ChangeCard): CommandButton => ({
  label: "Roll back",
  command: rollbackCommand(card.request.agent, undoTo(card)),
  style: "primary",
});

/** LiveKit knows a new agent by its id alone, until its worker has told its name. */
const nameable = ({ request: { agent, asked } }: ChangeCard): AgentIdentity =>
  asked.verb === "create" && agent.platform === "livekit" ? { ...agent, name: agent.id } : agent;

/** An agent that is there cannot be created once more; what it lacks is a deployment. */
function repeatButton(card: ChangeCard): CommandButton {
  if (card.request.asked.verb !== "create") return askAgainButton(card);
  return { label: "Deploy again", command: agentCommand("deploy", nameable(card)) };
}

/** Later the version before may be another one. A restart leaves the version as it was, so the one before is meant. */
const undoTo = ({ request, undoTo: before }: ChangeCard): string | null =>
  request.asked.verb === "restart" ? null : before;

/** Asks for a change as somebody would type it; for a deletion the name is to be typed indeed. */
export function requestButton(label: string, verb: ChangeVerb, command: string): CommandButton {
  // A form opens for it.
  if (verb === "update-secrets") return { label: "Update secrets…", command };
  return verb === "delete"
    ? { label: `${label}…`, command: `${command} --confirm`, ask: true }
    : { label, command };
}

/** Without passing over the approvals, even if the card's operation did: that has to be typed. */
const askAgainButton = ({ request, reason }: ChangeCard): CommandButton =>
  requestButton("Ask again", request.asked.verb, changeCommand(request, reason));

/** To the version before; the form asks why. */
export function rollbackButton(agent: AgentIdentity): CommandButton {
  return { label: "Roll back…", command: `${rollbackCommand(agent, null)} --reason`, ask: true };
}
