/** What stands in the way of a change, or of a decision about one, in words; see `explainFailure`. */
import type { Candidate, Failure } from "../failure.ts";
import type { AskedCommand } from "./asked-command.ts";
import { agentCommand, fleetCommand } from "./command-texts.ts";
import {
  boldText,
  codeText,
  escapeText,
  linkText,
  mentionChannel,
  mentionUser,
  proseText,
} from "./escape-text.ts";
import { formatDate } from "./format-time.ts";
import { capitalize, joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { nameApprovers } from "./name-approvers.ts";
import { phaseWords } from "./phase-words.ts";
import { verbWords } from "./verb-words.ts";
import { listWords } from "./word-lists.ts";

type Arm<Kind extends Failure["kind"]> = Extract<Failure, { kind: Kind }>;

export type ChangeFailure = Arm<
  | "agent-busy"
  | "already-asked"
  | "agent-locked"
  | "not-locked"
  | "no-approval-rule"
  | "reason-needed"
  | "shared-channel"
  | "channel-needed"
  | "confirmation-needed"
  | "already-scaled"
  | "nothing-to-change"
  | "version-not-found"
  | "already-current"
  | "never-deployed"
  | "nothing-to-roll-back-to"
  | "not-restorable"
  | "deployment-not-found"
  | "agent-exists"
  | "work-interrupted"
  | "build-not-seen"
  | "run-not-found"
  | "nothing-to-stop"
  | "sessions-untold"
  | "session-not-found"
  | "build-not-found"
  | "operation-not-found"
  | "operation-moved"
  | "plan-changed"
  | "not-an-approver"
  | "self-approval"
  | "already-approved"
  | "not-the-asker"
  | "secret-in-command"
>;

const REASON_LENGTH = 300;
/** What comes after the last approval, until it has ended. */
const RUNNING = ["approved", "executing", "unsure", "observing"];

export function explainChangeFailure(failure: ChangeFailure, asked?: AskedCommand): Mrkdwn {
  switch (failure.kind) {
    case "agent-busy":
      return mrkdwn`${nameAgent(failure.agent)} has an open ${verbWords(failure.verb).noun} by ${mentionUser(failure.by)} since ${formatDate(failure.since)}${
        failure.phase === null ? mrkdwn`` : mrkdwn`, which ${phaseWords(failure.phase)}`
      }, so nothing was started. ${card(failure)}`;
    case "already-asked":
      return mrkdwn`${mentionUser(failure.by)} asked for the same ${verbWords(failure.verb).noun} of ${nameAgent(failure.agent)} ${formatDate(failure.since)}, so nothing was started a second time. ${card(failure)}`;
    case "agent-locked":
      return explainLock(failure);
    case "not-locked":
      return mrkdwn`${nameAgent(failure.agent)} is not locked, so there was nothing to unlock.`;
    case "no-approval-rule":
      return mrkdwn`No rule says who may approve ${codeText(failure.verb)} in ${boldText(failure.project)}, so nobody can and nothing was started. Whoever runs Switchboard adds ${codeText(`${failure.project}.${failure.verb}`)} or ${codeText(`${failure.project}.default`)} to the policy.`;
    case "reason-needed":
      return mrkdwn`${codeText(failure.verb)} needs a reason here (rule ${codeText(failure.rule)}), so nothing was done. Ask again with ${codeText(`${failure.flag} "why"`)}.`;
    case "shared-channel":
      return mrkdwn`${mentionChannel(failure.channelId)} is shared with another company, which must not read this or decide it, so nothing was done. Ask again in a channel that only your workspace reads.`;
    case "channel-needed":
      return mrkdwn`${codeText(failure.verb)} takes an approval, and nobody who can give it sees this conversation, so nothing was started. Ask again in a channel where Switchboard is.`;
    case "confirmation-needed":
      return mrkdwn`${codeText(failure.verb)} on ${nameAgent(failure.agent)} cannot be undone, so nothing was done yet. Type the ${
        failure.deployment === null ? mrkdwn`agent` : mrkdwn`deployment`
      }'s name to confirm it: ${codeText(`--confirm ${failure.deployment ?? failure.agent.name}`)}.`;
    case "already-scaled":
      return mrkdwn`${nameAgent(failure.agent)} is scaled like that already${scaleWords(failure)}, so nothing was done.`;
    case "nothing-to-change":
      if (failure.verb === "stop")
        return mrkdwn`${codeText("stop")} was not told which calls to end, so nothing was done. Name one with ${codeText("--session")} (Pipecat Cloud) or ${codeText("--room")} (LiveKit Cloud), or say ${codeText("--all")}.`;
      return mrkdwn`${codeText(failure.verb)} was not told what to change, so nothing was done. ${codeText(`/agent help ${failure.verb}`)} shows its flags.`;
    case "version-not-found":
      return mrkdwn`${nameAgent(failure.agent)} has no version ${codeText(failure.version)}, so nothing was done. ${known(failure.known, failure.agent)}`;
    case "already-current":
      return mrkdwn`${nameAgent(failure.agent)} runs ${codeText(failure.version)} already, so nothing was done. ${versions(failure.agent, mrkdwn`the others`)}`;
    case "never-deployed":
      return mrkdwn`Version ${codeText(failure.version)} of ${nameAgent(failure.agent)} was never in service, so there is no going back to it, and nothing was done. ${versions(failure.agent, mrkdwn`which were`)}`;
    case "nothing-to-roll-back-to":
      return mrkdwn`There is nothing to roll ${nameAgent(failure.agent)} back to: ${proseText(failure.why)}. Nothing was done.`;
    case "not-restorable":
      return mrkdwn`Deployment ${codeText(failure.version)} of ${nameAgent(failure.agent)} cannot be brought back: ${proseText(failure.why)}. Nothing was done.`;
    case "deployment-not-found":
      return mrkdwn`${nameAgent(failure.agent)} has no deployment ${codeText(failure.deployment)}, so nothing was done. ${
        failure.known.length === 0
          ? mrkdwn`${codeText(agentCommand("status", failure.agent))} shows what there is.`
          : known(failure.known, failure.agent)
      }`;
    case "agent-exists":
      return mrkdwn`There is an agent ${nameAgent(failure.agent)} already, so none was created. Bring something new into it with ${codeText(agentCommand("deploy", failure.agent))}.`;
    case "work-interrupted":
      return mrkdwn`I was restarted again and again while it was ${codeText(failure.stage)}, so I gave up before anything was changed. Ask again.`;
    case "build-not-seen":
      return mrkdwn`I lost the connection to the build, and no version of it came in time. It may have failed, or never begun.`;
    case "run-not-found":
      return mrkdwn`GitHub accepted the workflow, but no run has the operation's id in its name. Its ${codeText("run-name")} has to contain ${codeText("inputs.operation")}.`;
    case "nothing-to-stop":
      return mrkdwn`${nameAgent(failure.agent)} has no live session${describeTarget(failure)}, so there was nothing to stop. It may have ended meanwhile; ${codeText(agentCommand("sessions", failure.agent))} shows what goes on.`;
    case "sessions-untold":
      return mrkdwn`Which sessions are those of ${nameAgent(failure.agent)} cannot be told: ${proseText(failure.why)}. Nothing was done.`;
    case "session-not-found":
      return mrkdwn`${nameAgent(failure.agent)} has no session ${codeText(failure.session)}. ${codeText(agentCommand("sessions", failure.agent))} shows those of late.`;
    case "build-not-found":
      return mrkdwn`Project ${boldText(failure.project)} has no build ${codeText(failure.buildId)}. ${codeText(`/agent builds ${failure.project}`)} shows those that there are.`;
    case "operation-not-found":
      return mrkdwn`I know no operation ${codeText(failure.operationId)}, so nothing was done. ${codeText("/agent operations")} shows what is under way and what ended lately.`;
    case "operation-moved":
      return asked?.act === "Approve" && RUNNING.includes(failure.phase)
        ? mrkdwn`It was approved already and is running, so nothing more was done. Its card shows how far it is.`
        : mrkdwn`You came too late for this: the operation ${phaseWords(failure.phase)}, so nothing was done. Its card shows what can be done now.`;
    case "plan-changed":
      return mrkdwn`The agent changed meanwhile and so did the plan, so this approval does not count. Read the new plan on the card and approve that one.`;
    case "not-an-approver":
      return mrkdwn`You cannot decide this: rule ${codeText(failure.rule)} does not name you. ${whoCan(failure.approvers)}`;
    case "self-approval":
      return mrkdwn`You cannot approve this: you asked for it, and rule ${codeText(failure.rule)} does not allow self-approval. ${whoCan(failure.approvers)} In an emergency ${codeText('--break-glass "why"')} skips the approvals, for those who may.`;
    case "not-the-asker":
      return mrkdwn`Only ${mentionUser(failure.askedBy)} enters these values, having asked for them to be set, so nothing was done. Who wants to set others cancels this one and asks anew.`;
    case "secret-in-command":
      return mrkdwn`There seems to be a value in this command, and what is typed into Slack stays in its history: nothing was done, and whoever issued that secret should replace it. Values are only ever typed into the form, which opens for ${codeText("/agent update-secrets <agent>")}.`;
    case "already-approved":
      return mrkdwn`You have approved this already, and that counts once. The next approval has to come from somebody else.`;
  }
}

function describeTarget({ session, room }: Arm<"nothing-to-stop">): Mrkdwn {
  if (session !== null) return mrkdwn` ${codeText(session)}`;
  return room === null ? mrkdwn`` : mrkdwn` in room ${codeText(room)}`;
}

function explainLock({ agent, by, since, until, reason }: Arm<"agent-locked">): Mrkdwn {
  const end = until === null ? mrkdwn`` : mrkdwn` until ${formatDate(until)}`;
  return mrkdwn`${nameAgent(agent)} is locked by ${mentionUser(by)} since ${formatDate(since)}${end} (“${escapeText(reason, REASON_LENGTH)}”), so nothing was started. Talk to them, or lift it with ${codeText(agentCommand("unlock", agent))}.`;
}

/** Where to look; the link only once Slack has told it. */
function card({ link, agent }: Pick<Arm<"agent-busy">, "link" | "agent">): Mrkdwn {
  const address = link === null ? null : linkText(link, mrkdwn`Open that card`);
  return address !== null
    ? mrkdwn`${address}.`
    : mrkdwn`${codeText(fleetCommand("operations", agent.project))} shows how far it is.`;
}

function known(names: readonly string[], agent: Candidate): Mrkdwn {
  return names.length === 0
    ? versions(agent, mrkdwn`what there is`)
    : mrkdwn`It has ${listWords(names.map((name) => codeText(name)))}.`;
}

const versions = (agent: Candidate, what: Mrkdwn): Mrkdwn =>
  mrkdwn`${codeText(agentCommand("versions", agent))} shows ${what}.`;

/** Only who asked reads it, so a mention calls nobody. */
const whoCan = (approvers: readonly string[]): Mrkdwn =>
  approvers.length === 0
    ? mrkdwn`Nobody can: the rule names no approver.`
    : mrkdwn`${capitalize(nameApprovers(approvers))} can.`;

const nameAgent = ({ project, name }: Candidate): Mrkdwn => boldText(`${project}/${name}`);

/** " (at least 0, at most 3)": the bounds that were asked for. */
function scaleWords({ min, max }: { readonly min: number | null; readonly max: number | null }): Mrkdwn {
  const bounds = [
    ...(min === null ? [] : [mrkdwn`at least ${min}`]),
    ...(max === null ? [] : [mrkdwn`at most ${max}`]),
  ];
  return mrkdwn` (${joinMrkdwn(bounds, mrkdwn`, `)})`;
}
