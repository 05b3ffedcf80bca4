/** What a plan changes, old → new. */
import type { ChangePlan, PlannedChange } from "../operations/change-plan.ts";
import { deploymentCode } from "./deployment-code.ts";
import { describeSecretChanges } from "./describe-secret-changes.ts";
import { codeText, escapeText } from "./escape-text.ts";
import { type Mrkdwn, mrkdwn } from "./mrkdwn.ts";

/** What an agent runs, in the order of what tells people most; the first that changes stands in the headline. */
const PROGRAMS: readonly PlannedChange["what"][] = ["version", "commit", "image", "build", "deployment"];
/** Keeps a long image name from filling a phone. */
const VALUE_LENGTH = 80;

/** The one change that stands in the headline; null where the agent keeps what it runs. */
export function programChange({ changes }: Pick<ChangePlan, "changes">): PlannedChange | null {
  const programs = PROGRAMS.flatMap((program) => changes.filter(({ what }) => what === program));
  // From an image to a build, and back, it is the one that it goes to.
  return programs.find(({ after }) => after !== null) ?? programs[0] ?? null;
}

/** "`20250811090000` → `20250809003117`". */
export function describeArrow({ what, before, after }: PlannedChange): Mrkdwn {
  return mrkdwn`${describeValue(what, before)} → ${describeValue(what, after)}`;
}

/** All but the headline's, each "profile `agent-1x` → `agent-2x`". */
export function describeOtherChanges(plan: Pick<ChangePlan, "changes">): readonly Mrkdwn[] {
  const inHeadline = programChange(plan);
  const others = plan.changes.filter(
    (change) => change !== inHeadline && change.what !== "agent" && change.what !== "secret",
  );
  return [...others.map(describePlannedChange), ...describeSecretChanges(plan.changes)];
}

/** "secret set `voice-a` → `voice-b`". */
export function describePlannedChange(change: PlannedChange): Mrkdwn {
  const [secret] = describeSecretChanges([change]);
  return secret ?? mrkdwn`${escapeText(change.what)} ${describeArrow(change)}`;
}

export function describeValue(what: PlannedChange["what"], value: string | null): Mrkdwn {
  if (value === null) return mrkdwn`none`;
  if (what === "deployment") return deploymentCode(value);
  return codeText(what === "commit" ? shortenCommit(value) : value, VALUE_LENGTH);
}

/** As Git shortens it; what is no commit (the version that ran before) stays whole. */
export const shortenCommit = (value: string): string =>
  /^[0-9a-f]{40}$/.test(value) ? value.slice(0, 7) : value;
