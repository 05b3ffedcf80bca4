/** What follows from a change for callers and for those who run the agent: what one has to know before saying yes. */
import type { ChangePlan, PlanRemark } from "../operations/change-plan.ts";
import type { ChangeVerb } from "../operations/change-request.ts";
import { deploymentCode } from "./deployment-code.ts";
import { codeText } from "./escape-text.ts";
import { formatDate } from "./format-time.ts";
import { type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { countWords, listWords } from "./word-lists.ts";

/** These are shown first, with a sign. */
const WARNINGS: readonly PlanRemark["kind"][] = [
  "irreversible",
  "cut-off",
  "target-never-healthy",
  "nothing-differs",
  "mutable-tag",
  "same-commit",
  "branch-moved",
  "secrets-absent",
];
export const SECRETS_ON_CARD = 4;

/** One line each, warnings first. */
export function describeRemarks(
  { remarks }: Pick<ChangePlan, "remarks">,
  verb: ChangeVerb,
): readonly Mrkdwn[] {
  const isWarning = ({ kind }: PlanRemark): boolean => WARNINGS.includes(kind);
  return [
    ...remarks.filter(isWarning).map((remark) => mrkdwn`⚠️ ${describeRemark(remark, verb)}`),
    ...remarks
      .filter((remark) => !isWarning(remark))
      .map((remark) => mrkdwn`• ${describeRemark(remark, verb)}`),
  ];
}

/** The same without mechanics: that replicas are replaced is left out where it is known what callers notice of it. */
export function describeConsequences(
  { remarks }: Pick<ChangePlan, "remarks">,
  verb: ChangeVerb,
): readonly Mrkdwn[] {
  const isTold = remarks.some(({ kind }) => kind === "live-sessions");
  return describeRemarks(
    { remarks: remarks.filter(({ kind }) => !isTold || kind !== "replicas-replaced") },
    verb,
  );
}

export function describeRemark(remark: PlanRemark, verb: ChangeVerb): Mrkdwn {
  switch (remark.kind) {
    case "live-sessions":
      return describeSessions(remark.count, verb);
    case "secrets-stay":
      return remark.names === null || remark.names.length === 0
        ? mrkdwn`Secrets do not change`
        : mrkdwn`Secrets do not change: ${listWords(
            remark.names.map((name) => codeText(name)),
            "and",
            SECRETS_ON_CARD,
          )}`;
    case "secret-values-not-restored":
      return mrkdwn`Secret values are not versioned: it runs with those of today`;
    case "mutable-tag":
      return mrkdwn`${codeText(remark.image)} is a tag that can move: what it points to now is what is deployed`;
    case "krisp-unknown":
      return mrkdwn`The Krisp filter of back then is not on record, so it stays as it is`;
    case "scaling-stays":
      return mrkdwn`Scaling stays at ${remark.min} to ${countWords(remark.max, "instance")}`;
    case "target-never-healthy":
      return mrkdwn`What it goes to was never seen healthy`;
    case "warm-instances":
      return mrkdwn`${countWords(remark.count, "instance")} kept warm, paid for around the clock`;
    case "nothing-differs":
      return mrkdwn`Nothing differs from what runs now: no new deployment is made unless it is forced`;
    case "same-commit":
      return mrkdwn`This very commit is what runs now: it is built anew`;
    case "branch-moved":
      return mrkdwn`${codeText(remark.branch)} has moved to ${codeText(remark.sha.slice(0, 7))} since: what was approved is deployed`;
    case "named-by-worker":
      return mrkdwn`LiveKit Cloud gives it an id; its name appears once its worker has told it`;
    case "no-secrets":
      return mrkdwn`It starts without secrets of its own`;
    case "replicas-replaced":
      return mrkdwn`Every replica is replaced by a fresh one`;
    case "production-stays":
      return mrkdwn`Callers still get production, which stays as it is`;
    case "cut-off":
      return describeCutOff(remark);
    case "sessions":
      return listWords(remark.sessions.map(nameSession), "and", SESSIONS_ON_CARD);
    case "sessions-left":
      return mrkdwn`${countWords(remark.count, "session")} more than one operation stops: ask again when it is done`;
    case "rooms-unread":
      return mrkdwn`${countWords(remark.count, "room")} not looked into: the agent may be there too, and ${codeText("--room")} stops it in one`;
    case "irreversible":
      return mrkdwn`This cannot be undone`;
    case "secrets-absent":
      return mrkdwn`Not there, so there is nothing to remove: ${listWords(remark.names.map((name) => codeText(name)))}`;
    case "set-created":
      return mrkdwn`The set ${codeText(remark.set)} does not exist yet and is made${
        remark.region === null ? mrkdwn`` : mrkdwn` in ${codeText(remark.region)}`
      }`;
    case "redeploy-needed":
      return remark.attached
        ? mrkdwn`Running instances keep the old values until a redeployment`
        : mrkdwn`The agent does not use ${codeText(remark.set)} until it is deployed with it`;
    case "next-pull":
      return remark.attached
        ? mrkdwn`It counts from the next time that the image is pulled`
        : mrkdwn`Its image is not pulled with ${codeText(remark.set)} until it is deployed with it`;
  }
}

const SESSIONS_ON_CARD = 5;

function describeCutOff({ people, rooms }: Extract<PlanRemark, { kind: "cut-off" }>): Mrkdwn {
  if (rooms === null) {
    return mrkdwn`${countWords(people, "caller")} ${people === 1 ? mrkdwn`is` : mrkdwn`are`} cut off at once, nothing resumes`;
  }
  const places = countWords(rooms, "room");
  return people === 0
    ? mrkdwn`The agent leaves ${places} at once; nobody is with it`
    : mrkdwn`${countWords(people, "caller")} in ${places} ${people === 1 ? mrkdwn`loses` : mrkdwn`lose`} the agent at once, nothing resumes`;
}

/** "`3f2a91c0` since 12:03". */
function nameSession({
  id,
  room,
  startedAt,
}: Extract<PlanRemark, { kind: "sessions" }>["sessions"][number]): Mrkdwn {
  const name = room === null ? deploymentCode(id) : codeText(room, 60);
  return startedAt === null ? name : mrkdwn`${name} since ${formatDate(startedAt)}`;
}

/** What happens to those who are on the phone now. */
function describeSessions(count: number, verb: ChangeVerb): Mrkdwn {
  if (count === 0) return mrkdwn`No live session when this was planned`;
  const sessions = countWords(count, "live session");
  const keep = count === 1 ? mrkdwn`keeps running` : mrkdwn`keep running`;
  switch (verb) {
    case "rollback":
      return mrkdwn`${sessions} ${keep}; new ones get the old version`;
    case "create":
    case "deploy":
    case "promote":
      return mrkdwn`${sessions} ${keep}; new ones get the new version`;
    case "restart":
      return mrkdwn`${sessions} ${keep}; new ones get a fresh replica`;
    case "scale":
    case "update-secrets":
      return mrkdwn`${sessions} ${keep}`;
    case "stop":
      return sessions;
    case "delete":
      return mrkdwn`${sessions} now; no new one can begin afterwards`;
  }
}
