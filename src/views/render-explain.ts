/** Which rule a change falls under, what stands in its way now, and who could move it. Wakes nobody. */
import type { AgentHold } from "../operations/agent-hold.ts";
import type { AgentIdentity } from "../platforms/port.ts";
import type { ApprovalRule } from "../policy/approval-rule.ts";
import type { Crowd, Explanation, PersonStanding, Standing } from "../policy/explanation.ts";
import { agentCommand, fleetCommand } from "./command-texts.ts";
import { createAnswer, type ReadOptions } from "./create-answer.ts";
import { boldText, codeText, escapeText, mentionChannel, mentionGroup, mentionUser } from "./escape-text.ts";
import { formatDate, formatDuration } from "./format-time.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import type { View } from "./view.ts";
import { listWords } from "./word-lists.ts";

export interface Explained {
  readonly explanation: Explanation;
  readonly hold: AgentHold;
}

/** An id of a person, a group or a channel (its members), in words. */
type NameEntry = (id: string) => Mrkdwn;

const REASON_LENGTH = 300;
const PEOPLE_SHOWN = 8;
const CHANNEL = /^[CG]/;

export function renderExplain(
  agent: AgentIdentity,
  { explanation, hold }: Explained,
  options: ReadOptions,
): View {
  const { rule, verb, approvers } = explanation;
  const name: NameEntry = options.audience === "asker" ? nameToAsker : nameToChannel;
  const verdict = describeVerdict(agent, explanation);
  const lines = [
    describeHold(agent, hold, name),
    describePerson(explanation),
    rule && rule.approvals > 0 ? describeApprovers(rule, approvers, explanation.isReachable, name) : null,
    rule ? describeConditions(rule) : null,
    rule && rule.approvals > 0 ? describeBreakGlass(explanation, name) : null,
  ];
  return createAnswer(
    {
      text: mrkdwn`${verdict}.`,
      headline: mrkdwn`${verdict}.`,
      rows: lines.filter((line) => line !== null).map((text) => ({ text })),
      notes: [rule && mrkdwn`rule ${codeText(`[vars.POLICY.rules.${rule.name.replace("*", '"*"')}]`)}`],
      command: agentCommand(`explain ${verb}`, agent),
      buttons: [
        { label: "Status", command: agentCommand("status", agent) },
        hold.operation ? { label: "Operations", command: fleetCommand("operations", agent.project) } : null,
      ],
    },
    options,
  );
}

function describeVerdict(agent: AgentIdentity, { verb, rule }: Explanation): Mrkdwn {
  const what = mrkdwn`${codeText(verb)} of ${boldText(`${agent.project}/${agent.name}`)}`;
  if (verb === "dispatch") return mrkdwn`${what} takes a role and no approval`;
  if (!rule)
    return mrkdwn`${what} is refused (\`no-approval-rule\`): no rule says who may approve it, so nobody may. Whoever runs Switchboard adds ${codeText(`${agent.project}.${verb}`)} or ${codeText(`${agent.project}.default`)} to the policy`;
  return rule.approvals === 0
    ? mrkdwn`${what} needs no approval (rule ${codeText(rule.name)}) and goes ahead at once`
    : mrkdwn`${what} takes ${rule.approvals} ${rule.approvals === 1 ? mrkdwn`approval` : mrkdwn`approvals`} (rule ${codeText(rule.name)})`;
}

function describeHold(agent: AgentIdentity, { operation, lock }: AgentHold, name: NameEntry): Mrkdwn {
  const parts: Mrkdwn[] = [];
  if (lock) {
    const end = lock.until === null ? mrkdwn`` : mrkdwn` until ${formatDate(lock.until)}`;
    parts.push(
      mrkdwn`a lock that ${name(lock.by)} put on it ${formatDate(lock.since)}${end} (“${escapeText(lock.reason, REASON_LENGTH)}”); ${codeText(agentCommand("unlock", agent))} lifts it`,
    );
  }
  if (operation)
    parts.push(
      mrkdwn`a ${codeText(operation.verb)} that ${name(operation.by)} asked for ${formatDate(operation.since)}, operation ${codeText(operation.operationId)}; it ends by itself or on its card`,
    );
  return parts.length === 0
    ? mrkdwn`*In its way now:* nothing`
    : mrkdwn`*In its way now:* ${joinMrkdwn(parts, mrkdwn`, and `)}`;
}

const ABILITIES: readonly (readonly [keyof Omit<PersonStanding, "userId">, Mrkdwn])[] = [
  ["mayAsk", mrkdwn`ask for it`],
  ["mayApprove", mrkdwn`approve it when somebody else asks`],
  ["mayBreakGlass", mrkdwn`skip the approvals`],
];

/** "may ask for it; may not approve it …". */
function describePerson({ person, rule, needs }: Explanation): Mrkdwn | null {
  if (!person) return null;
  const all = rule && rule.approvals > 0 ? ABILITIES : ABILITIES.slice(0, 1);
  const of = (standing: Standing): Mrkdwn[] =>
    all.filter(([key]) => person[key] === standing).map(([, ability]) => ability);
  const [may, mayNot, unknown] = [of("yes"), of("no"), of("unknown")];
  const role = person.mayAsk === "yes" ? null : mrkdwn`asking takes the role ${codeText(needs)}`;
  return mrkdwn`*You* ${joinMrkdwn(
    [
      may.length > 0 ? mrkdwn`may ${listWords(may)}` : null,
      mayNot.length > 0 ? mrkdwn`may not ${listWords(mayNot, "or")}` : null,
      unknown.length > 0 ? mrkdwn`may perhaps ${listWords(unknown)}: Slack did not say` : null,
      role,
    ],
    mrkdwn`; `,
  )}`;
}

function describeApprovers(
  { fromEach, selfApproval }: ApprovalRule,
  crowds: readonly Crowd[],
  isReachable: Standing,
  name: NameEntry,
): Mrkdwn {
  const self = selfApproval ? mrkdwn`whoever asked included` : mrkdwn`but not whoever asked`;
  const each =
    fromEach.length === 0
      ? null
      : mrkdwn`\nOne person from each of these, and never the same one twice: ${listWords(fromEach.map(name), "and", PEOPLE_SHOWN)}`;
  const dead =
    isReachable === "no" ? mrkdwn`\n🔴 These are too few: if you ask, nobody can bring it through` : null;
  return mrkdwn`*May approve:* ${nameCrowds(crowds, name)}, ${self}${each ?? mrkdwn``}${dead ?? mrkdwn``}`;
}

function describeConditions({ approvals, ...rule }: ApprovalRule): Mrkdwn {
  const { reasonRequired, expiresAfterMs, autoRollbackAfterMs } = rule;
  return mrkdwn`*Terms:* ${joinMrkdwn([
    reasonRequired ? mrkdwn`a reason is needed (\`--reason\`)` : mrkdwn`a reason is optional`,
    approvals > 0 ? mrkdwn`expires after ${formatDuration(expiresAfterMs)}` : null,
    autoRollbackAfterMs === null
      ? mrkdwn`no automatic rollback`
      : mrkdwn`rolled back by itself ${formatDuration(autoRollbackAfterMs)} after a failure, unless somebody says keep`,
  ])}`;
}

function describeBreakGlass({ breakGlass, onCall }: Explanation, name: NameEntry): Mrkdwn {
  if (breakGlass.length === 0) return mrkdwn`*Break-glass:* nobody may skip the approvals`;
  const calls = onCall === null ? mrkdwn`calls nobody` : mrkdwn`calls ${name(onCall)}`;
  return mrkdwn`*Break-glass:* ${nameCrowds(breakGlass, name)} with \`--break-glass "why"\`, which ${calls}`;
}

/** "@ada, @oncall (@ada and @priya)". */
function nameCrowds(crowds: readonly Crowd[], name: NameEntry): Mrkdwn {
  const words = crowds.map(({ entry, members }) => {
    if (/^[UW]/.test(entry)) return name(entry);
    if (members === null) return mrkdwn`${name(entry)} (Slack did not say who is in it)`;
    return members.length === 0
      ? mrkdwn`${name(entry)} (nobody is in it)`
      : mrkdwn`${name(entry)} (${listWords(members.map(name), "and", PEOPLE_SHOWN)})`;
  });
  return listWords(words, "and", PEOPLE_SHOWN);
}

/** In an answer that one person sees, a mention is a name and calls nobody. */
function nameToAsker(id: string): Mrkdwn {
  if (id.startsWith("S")) return mentionGroup(id);
  return CHANNEL.test(id) ? mrkdwn`the members of ${mentionChannel(id)}` : mentionUser(id);
}

/** In a channel a mention would call the person, or everybody in the group. */
function nameToChannel(id: string): Mrkdwn {
  if (id.startsWith("S")) return mrkdwn`the group ${codeText(id)}`;
  return CHANNEL.test(id) ? nameToAsker(id) : codeText(id);
}
