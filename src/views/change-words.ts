/** How a card speaks of its change. */
import type { Trouble } from "../operations/assessment.ts";
import type { PlannedChange } from "../operations/change-plan.ts";
import { SERVICE_NAMES } from "../platforms/port.ts";
import type { ChangeCard } from "./change-card.ts";
import { describeArrow, describeValue, programChange } from "./describe-planned-changes.ts";
import { codeText, escapeText } from "./escape-text.ts";
import { capitalize, joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { verbWords } from "./verb-words.ts";
import { countWords } from "./word-lists.ts";

export interface ChangeWords {
  /** The colour; the words beside it say the same. */
  readonly sign: Mrkdwn;
  /** What is the case; without its full stop. */
  readonly headline: Mrkdwn;
  /** What follows from it, in whole sentences; null when nothing does. */
  readonly consequence: Mrkdwn | null;
  /** How far it is. */
  readonly progress?: Mrkdwn | null;
  readonly trouble?: Trouble | null;
}

type Named = Pick<ChangeCard, "request" | "plan">;

/** "prod/support-line", "3 sessions of prod/support-line" or "deployment `canary` of prod/support-line", with the verb in the form that is wanted. */
export function nameChange({ request, plan }: Pick<ChangeCard, "request"> & Partial<Named>) {
  const { agent, asked } = request;
  const whole = escapeText(`${agent.project}/${agent.name}`);
  const only = asked.verb === "delete" ? asked.deployment : undefined;
  const name = only === undefined ? whole : mrkdwn`deployment ${codeText(only)} of ${whole}`;
  const sessions = plan?.call.kind === "stop-sessions" ? plan.call.sessions.length : null;
  return {
    ...verbWords(asked.verb),
    agent: sessions === null ? name : mrkdwn`${countWords(sessions, "session")} of ${name}`,
    was: sessions === null || sessions === 1 ? mrkdwn`was` : mrkdwn`were`,
    service: escapeText(SERVICE_NAMES[agent.platform]),
  };
}

/** "*Roll back prod/support-line* `20250811090000` → `20250809003117`". */
export function headlineAct(card: Named): Mrkdwn {
  const { act, agent } = nameChange(card);
  return withArrow(mrkdwn`*${capitalize(act)} ${agent}*`, card);
}

/** "*Rolling back prod/support-line* `20250811090000` → `20250809003117`". */
export function headlineActing(card: Named): Mrkdwn {
  const { acting, agent } = nameChange(card);
  return withArrow(mrkdwn`*${capitalize(acting)} ${agent}*`, card);
}

export function withArrow(head: Mrkdwn, { plan }: Pick<ChangeCard, "plan">): Mrkdwn {
  const change = programChange(plan);
  const isNew = plan.changes.some(({ what, before }) => what === "agent" && before === null);
  const arrow = change && describeProgram(change, isNew);
  return joinMrkdwn([head, arrow], mrkdwn` `);
}

function describeProgram(change: PlannedChange, isNew: boolean): Mrkdwn {
  if (isNew) return mrkdwn`from ${describeValue(change.what, change.after)}`;
  return change.after === null
    ? mrkdwn`with ${describeValue(change.what, change.before)}`
    : describeArrow(change);
}
