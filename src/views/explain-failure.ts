/**
 * A failure in words, for the person who asked: what happened, what was not done, what to do next; at most two
 * sentences. Exhaustive, so a new kind of failure does not compile before it can speak.
 */
import type { Candidate, FailedCall, Failure } from "../failure.ts";
import type { AskedCommand } from "./asked-command.ts";
import { fleetCommand } from "./command-texts.ts";
import { boldText, codeText, linkText, mentionChannel, mentionUser, proseText } from "./escape-text.ts";
import { explainChangeFailure } from "./explain-change-failure.ts";
import { explainSourceFailure } from "./explain-source-failure.ts";
import { formatDate, formatDuration } from "./format-time.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { countWords, listWords } from "./word-lists.ts";

const MESSAGE_LENGTH = 300;
const USAGE_LENGTH = 500;

/** `asked`: the command that it is the answer to, where there is one. */
export function explainFailure(failure: Failure, asked?: AskedCommand): Mrkdwn {
  // Of a look that a change needs, nothing would have been shown anyway.
  const notDone = (call: FailedCall): Mrkdwn => {
    if (call.changes) return mrkdwn`nothing was changed`;
    return asked?.changes ? mrkdwn`nothing was started` : mrkdwn`there is nothing to show`;
  };
  switch (failure.kind) {
    case "unclosed-quote":
      return mrkdwn`The quote that ${codeText(failure.quote)} opens is never closed, so nothing was done. Close it, or leave it out.`;
    case "unknown-verb":
      return explainUnknownVerb(failure);
    case "missing-argument":
      return mrkdwn`The ${codeText(failure.argument)} is missing, so nothing was done. ${usage(failure.usage)}`;
    case "unexpected-argument":
      return mrkdwn`${codeText(failure.given)} is one word too many, so nothing was done. ${
        failure.quoted === null
          ? usage(failure.usage)
          : mrkdwn`Put a text of several words in quotes: ${codeText(failure.quoted)}.`
      }`;
    case "unknown-flag":
      return mrkdwn`There is no ${codeText(`--${failure.given}`)} here, so nothing was done. ${
        failure.instead
          ? mrkdwn`That is what ${codeText(failure.instead.verb)} does.`
          : failure.nearest === null
            ? mrkdwn`${codeText(asked?.help ?? "/agent help")} shows what there is.`
            : mrkdwn`Did you mean ${codeText(`--${failure.nearest}`)}?`
      }`;
    case "missing-flag-value":
      return mrkdwn`${codeText(`--${failure.flag}`)} needs a value, so nothing was done. ${usage(failure.usage)}`;
    case "bad-value":
      return mrkdwn`${codeText(failure.name)} must be ${proseText(failure.expected)}, so nothing was done.`;
    case "flag-left-out":
      return mrkdwn`${codeText(failure.given)} stands behind ${codeText(`--${failure.flag}`)} here, so nothing was done.`;
    case "unknown-project":
      return explainUnknownProject(failure);
    case "agent-not-found":
      return explainNotFound(failure);
    case "agent-ambiguous":
      return explainAmbiguity(failure);
    case "project-needed":
      return mrkdwn`${codeText(failure.verb)} needs a project, so nothing was done yet. Do you mean ${bolds(failure.projects, "or")}?`;
    case "not-offered":
      return mrkdwn`${boldText(failure.service)} does not offer ${codeText(failure.verb)}: ${proseText(failure.why)}. Nothing was done.`;
    case "not-allowed":
      return explainNotAllowed(failure);
    case "outsider":
      return explainOutsider(failure.who);
    case "membership-unavailable":
      return mrkdwn`Slack did not say whether you may use ${codeText(failure.verb)} (rule ${codeText(failure.rule)}), so I refused and nothing was done. Try again in a moment.`;
    case "platform-unauthorized":
      return mrkdwn`${boldText(failure.call.service)} does not accept the key of project ${boldText(failure.call.project)}, so ${notDone(failure.call)}. Whoever runs Switchboard finds out more with ${codeText("/agent doctor")}.`;
    case "platform-forbidden":
      return mrkdwn`${boldText(failure.call.service)} does not let the key of project ${boldText(failure.call.project)} do this, so ${notDone(failure.call)}. The key needs the permission for ${codeText(failure.call.endpoint)}.`;
    case "platform-not-found":
      return mrkdwn`${boldText(failure.call.service)} does not find this in ${boldText(failure.call.project)}, so ${notDone(failure.call)}. It may have been deleted; ${codeText("/agent list")} shows what is there.`;
    case "platform-rate-limited":
      return mrkdwn`${boldText(failure.call.service)} gets too many requests for ${boldText(failure.call.project)}, so ${notDone(failure.call)}. ${again(failure.retryAfterMs)}`;
    case "platform-refused":
      return mrkdwn`${boldText(failure.call.service)} refused this for ${boldText(failure.call.project)}${failure.status < 300 ? mrkdwn`` : mrkdwn` with status ${failure.status}`}, so ${notDone(failure.call)}. ${
        failure.message === ""
          ? mrkdwn`It gave no reason.`
          : mrkdwn`It says: ${codeText(failure.message, MESSAGE_LENGTH)}`
      }`;
    case "platform-unavailable":
      return explainUnavailable(failure, notDone(failure.call));
    case "platform-unreadable":
      return explainUnreadable(failure, notDone(failure.call));
    case "room-not-active":
      return mrkdwn`Room ${codeText(failure.room)} is not active in ${boldText(failure.project)}, so nothing was done there. Check its name, or send an agent into it with ${codeText("/dispatch")}.`;
    case "dispatch-not-found":
      return mrkdwn`Room ${codeText(failure.room)} has no dispatch ${codeText(failure.dispatchId)}, so nothing was deleted. It may be gone already; ${codeText("/dispatch list")} shows what is there.`;
    case "slack-refused":
      return explainSlackRefusal(failure);
    case "slack-unavailable":
      return mrkdwn`Slack did not take my message (${codeText(failure.method)}), and nothing else was done. ${again(failure.retryAfterMs)}`;
    case "misconfigured":
      return mrkdwn`Switchboard is not set up completely, so nothing was done. Whoever runs it has ${countWords(failure.problems.length, "setting")} to mend.`;
    case "card-unseen":
      return mrkdwn`The agent was sent, so do not send it again; only its card cannot be shown in this channel. ${codeText(`/dispatch list ${failure.room} --project ${failure.project}`)} shows what becomes of it.`;
    case "already-followed":
      return explainFollowed(failure);
    case "stale-action":
      return mrkdwn`This button belongs to an older version of the message, so nothing was done. Ask again with a command to get a fresh one.`;
    case "internal":
      return mrkdwn`Something in Switchboard itself went wrong, and it stopped there. Tell whoever runs it the reference ${codeText(failure.reference)}; the log has the rest.`;
    case "source-not-configured":
    case "source-not-found":
    case "source-unauthorized":
    case "source-too-large":
    case "source-without-dockerfile":
    case "source-ignore-file":
    case "source-needs-branch":
      return explainSourceFailure(failure);
    default:
      return explainChangeFailure(failure, asked);
  }
}

type Arm<Kind extends Failure["kind"]> = Extract<Failure, { kind: Kind }>;

/** A name that was found once may still exist in a project that did not answer; that is never guessed. */
function explainAmbiguity({ given, candidates, ...gaps }: Arm<"agent-ambiguous">): Mrkdwn {
  if (candidates.length === 1) {
    return mrkdwn`I found one agent called ${codeText(given)}, but ${joinMrkdwn(describeGaps(gaps), mrkdwn`, and `)} and may have another, so nothing was done yet. Is it the one below?`;
  }
  return mrkdwn`I know ${candidates.length} agents called ${codeText(given)}${unsearched(gaps)}, so nothing was done yet. Which one do you mean?`;
}

function explainUnknownVerb({ command, given, suggestions }: Arm<"unknown-verb">): Mrkdwn {
  const next =
    suggestions.length === 0
      ? mrkdwn`${codeText(`/${command} help`)} shows what there is.`
      : mrkdwn`Did you mean ${listWords(
          suggestions.map((verb) => codeText(verb)),
          "or",
        )}?`;
  return mrkdwn`I do not know ${codeText(given)}, so nothing was done. ${next}`;
}

function explainUnknownProject({ given, known }: Arm<"unknown-project">): Mrkdwn {
  const next = known.length === 0 ? mrkdwn`None is set up yet.` : mrkdwn`I know ${bolds(known, "and")}.`;
  return mrkdwn`There is no project ${codeText(given)}, so nothing was done. ${next}`;
}

function explainNotFound({ given, nearest, searched, ...gaps }: Arm<"agent-not-found">): Mrkdwn {
  const where = searched.length === 0 ? mrkdwn`here` : mrkdwn`in ${bolds(searched, "and")}`;
  const lost = mrkdwn`I found no agent ${codeText(given)} ${where}${unsearched(gaps)}, so nothing was done.`;
  if (searched.includes(given))
    return mrkdwn`${lost} That is a project; ${codeText(fleetCommand("list", given))} shows its agents.`;
  // What did not answer may well have it.
  if (nearest.length === 0 && gaps.unreachable.length > 0)
    return mrkdwn`${joinMrkdwn(describeGaps(gaps), mrkdwn` and `)}, so I cannot tell whether ${codeText(given)} is there${
      searched.length === 0
        ? mrkdwn``
        : mrkdwn`; ${bolds(searched, "and")} ${searched.length === 1 ? mrkdwn`has` : mrkdwn`have`} none`
    }. Nothing was done. Try again in a moment.`;
  return nearest.length === 0
    ? mrkdwn`${lost} ${codeText("/agent list")} shows what is there.`
    : mrkdwn`${lost} Did you mean ${listWords(nearest.map(nameCandidate), "or")}?`;
}

/** What a card's buttons say for a verb. */
const BUTTONS: Readonly<Record<string, Mrkdwn>> = {
  proceed: mrkdwn`*Roll back now* and *Do it again* take`,
  keep: mrkdwn`*Keep* and *Leave it* take`,
};

function explainNotAllowed({ verb, needs, rule }: Arm<"not-allowed">): Mrkdwn {
  if (verb === "cancel" && needs === "admin")
    return mrkdwn`Only who asked for it or an admin can cancel it (rule ${codeText(rule)}), so nothing was done. Who may approve it can press *Reject…* instead.`;
  const what = BUTTONS[verb];
  const why = what ?? mrkdwn`You cannot use ${codeText(verb)} here: it takes`;
  return mrkdwn`${why} the role ${boldText(needs)} (rule ${codeText(rule)}), so nothing was done. Ask somebody who has it, or whoever runs Switchboard to add you.`;
}

function explainOutsider(who: Arm<"outsider">["who"]): Mrkdwn {
  switch (who) {
    case "guest":
      return mrkdwn`Guests cannot use Switchboard, so nothing was done. Ask a full member of this workspace.`;
    case "bot":
      return mrkdwn`Other bots cannot use Switchboard, so nothing was done. A person has to ask.`;
    case "stranger":
      return mrkdwn`Only members of the workspace that runs Switchboard can use it, so nothing was done. Ask one of them.`;
    case "deactivated":
      return mrkdwn`This account is deactivated, so nothing was done. An owner of the workspace can activate it.`;
  }
}

function explainUnavailable({ call, cause }: Arm<"platform-unavailable">, notDone: Mrkdwn): Mrkdwn {
  const causes = {
    timeout: mrkdwn`did not answer in time`,
    network: mrkdwn`could not be reached`,
    "server-error": mrkdwn`had an internal error`,
  };
  const what = mrkdwn`${boldText(call.service)} ${causes[cause]} for ${boldText(call.project)}`;
  return call.changes
    ? mrkdwn`${what}, so this may or may not have been done. Look before you repeat it; I will not repeat it by myself.`
    : mrkdwn`${what}, so ${notDone}. Try again in a moment, or look at its ${statusPage(call.service)}.`;
}

/** Where a service tells of its faults. Pipecat Cloud is Daily's. */
const STATUS_PAGES: ReadonlyMap<string, string> = new Map([
  ["LiveKit Cloud", "https://status.livekit.io/"],
  ["Pipecat Cloud", "https://status.daily.co/"],
  ["GitHub", "https://www.githubstatus.com/"],
]);

function statusPage(service: string): Mrkdwn {
  const words = mrkdwn`status page`;
  return linkText(STATUS_PAGES.get(service) ?? "", words) ?? words;
}

/** What stands in `path` where the answer is no JSON at all. */
const NO_JSON = ["content-type", "body"];

function explainUnreadable({ call, path }: Arm<"platform-unreadable">, notDone: Mrkdwn): Mrkdwn {
  const service = boldText(call.service);
  const project = boldText(call.project);
  if (call.changes)
    return mrkdwn`${service} gave an answer that I do not understand, so I do not know what it did in ${project}. Look before you repeat it.`;
  return NO_JSON.includes(path)
    ? mrkdwn`What answered for ${project} is not the API of ${service}: it sent no JSON, so ${notDone}. Try again in a moment; if it stays so, whoever runs Switchboard checks the project's address.`
    : mrkdwn`${service} gave an answer for ${project} that I do not understand (its field ${codeText(path)}), so ${notDone}. A newer Switchboard may help.`;
}

/** Slack's words for "the bot is not in there". */
const NOT_INVITED = ["not_in_channel", "channel_not_found"];

function explainSlackRefusal({ method, error, channelId }: Arm<"slack-refused">): Mrkdwn {
  const channel = channelId === null ? mrkdwn`this channel` : mentionChannel(channelId);
  return NOT_INVITED.includes(error)
    ? mrkdwn`I am not a member of ${channel}, so nothing was done. Invite me with ${codeText("/invite @switchboard")} and ask again.`
    : mrkdwn`Slack refused ${codeText(method)} in ${channel} (${codeText(error)}), and nothing else was done. Whoever runs Switchboard finds out more with ${codeText("/agent doctor")}.`;
}

function explainFollowed({ agent, by, since, link }: Arm<"already-followed">): Mrkdwn {
  const address = link === null ? null : linkText(link, mrkdwn`Open that message`);
  return mrkdwn`${mentionUser(by)} follows this log of ${nameCandidate(agent)} here since ${formatDate(since)}, so nothing more was started. ${address === null ? mrkdwn`Its message is in this conversation.` : mrkdwn`${address}.`}`;
}

/** "prod/support-line". */
function nameCandidate({ project, name }: Candidate): Mrkdwn {
  return boldText(`${project}/${name}`);
}

const usage = (text: string): Mrkdwn => mrkdwn`The form is ${codeText(text, USAGE_LENGTH)}.`;

function again(retryAfterMs: number | null): Mrkdwn {
  return retryAfterMs === null
    ? mrkdwn`Try again in a minute.`
    : mrkdwn`Try again in ${formatDuration(Math.max(1000, retryAfterMs))}.`;
}

const bolds = (names: readonly string[], conjunction: "and" | "or"): Mrkdwn =>
  listWords(
    names.map((name) => boldText(name)),
    conjunction,
  );

type Gaps = Pick<Arm<"agent-not-found">, "unreachable" | "refused">;

/** "*voice* did not answer": what is missing from a search. */
const describeGaps = ({ unreachable, refused }: Gaps): Mrkdwn[] => [
  ...(unreachable.length > 0 ? [mrkdwn`${bolds(unreachable, "and")} did not answer`] : []),
  ...(refused.length > 0 ? [mrkdwn`${bolds(refused, "and")} did not accept my key`] : []),
];

function unsearched(gaps: Gaps): Mrkdwn {
  const words = describeGaps(gaps);
  return words.length === 0 ? mrkdwn`` : mrkdwn` (${joinMrkdwn(words, mrkdwn`, `)})`;
}
