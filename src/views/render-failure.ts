import { type Failure, isTransient } from "../failure.ts";
import type { AskedCommand } from "./asked-command.ts";
import { actions, section } from "./blocks.ts";
import { decisionCommand } from "./change-commands.ts";
import type { CommandButton } from "./command-button.ts";
import { agentCommand, fleetCommand } from "./command-texts.ts";
import { createView } from "./create-view.ts";
import { codeText, proseText } from "./escape-text.ts";
import { explainFailure } from "./explain-failure.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { layoutRows } from "./rows.ts";
import { verbWords } from "./verb-words.ts";
import type { View } from "./view.ts";

export interface FailureOptions {
  /** What was asked, as a command text; offered again where trying again may help and can do no harm. */
  readonly command?: string;
  readonly asked?: AskedCommand;
  /**
   * What was asked, put right: `replacement` takes the place of the word that was wrong (`given` in the failure), or
   * is the project that was missing. Null when that cannot be written as a command.
   */
  readonly rerun?: (replacement: string) => string | null;
  /** Under which the log has the rest. */
  readonly reference?: string;
}

const PROBLEMS_SHOWN = 20;
const CHOICES_SHOWN = 10;

/** Says no, in a way that helps: the words of `explainFailure`, its stable code, and a button for what may be meant. */
export function renderFailure(failure: Failure, options: FailureOptions = {}): View {
  const explanation = joinMrkdwn(
    [explainFailure(failure, options.asked), copyText(failure, options)],
    mrkdwn` `,
  );
  const reference = options.reference === undefined ? null : mrkdwn`ref ${codeText(options.reference)}`;
  const codes = joinMrkdwn([codeText(failure.kind), reference]);
  const problems = failure.kind === "misconfigured" ? describeProblems(failure.problems) : [];
  return createView({
    text: mrkdwn`${explanation} ${codes}`,
    blocks: [
      section(problems.length === 0 ? mrkdwn`${explanation} ${codes}` : explanation),
      ...layoutRows(problems.map((text) => ({ text }))),
      problems.length === 0 ? null : section(codes),
      actions([
        ...chooseButtons(failure, options),
        helpButton(failure, options),
        askButton(failure, options),
        cancelButton(failure),
        retryButton(failure, options),
      ]),
    ],
  });
}

function describeProblems(problems: readonly { readonly key: string; readonly remedy: string }[]): Mrkdwn[] {
  const shown = problems
    .slice(0, PROBLEMS_SHOWN)
    .map(({ key, remedy }) => mrkdwn`• ${codeText(key)}: ${proseText(remedy)}`);
  const rest = problems.length - shown.length;
  return rest > 0 ? [...shown, mrkdwn`… and ${rest} more`] : shown;
}

const COPY_LENGTH = 500;

/** A flag of a change was only guessed, so what it becomes is to be read and sent by a person; so is what is no read at all. */
function copyText(failure: Failure, { asked, rerun }: FailureOptions): Mrkdwn | null {
  if (failure.kind === "flag-left-out") {
    const meant = rerun?.(failure.given) ?? null;
    return meant === null || meant.length > COPY_LENGTH
      ? null
      : mrkdwn`Did you mean ${codeText(meant, COPY_LENGTH)}?`;
  }
  if (failure.kind !== "unknown-flag") return null;
  const flag = failure.instead?.flag ?? (asked?.changes ? failure.nearest : null);
  const command = (flag !== null && rerun?.(flag)) || null;
  return command === null || command.length > COPY_LENGTH
    ? null
    : mrkdwn`Then send ${codeText(command, COPY_LENGTH)}.`;
}

/** The rest of a form that is too long to be read in a refusal. */
function helpButton({ kind }: Failure, { asked }: FailureOptions): CommandButton | null {
  return asked && USAGE_KINDS.includes(kind) ? { label: "Help", command: asked.help } : null;
}

const USAGE_KINDS: readonly Failure["kind"][] = [
  "missing-argument",
  "unexpected-argument",
  "unknown-flag",
  "missing-flag-value",
  "bad-value",
  "flag-left-out",
  "nothing-to-change",
];

/** One button for each thing that may have been meant, with the command that it runs. */
function chooseButtons(failure: Failure, { asked, rerun }: FailureOptions): CommandButton[] {
  if (failure.kind === "unknown-verb" && failure.suggestions.length === 0) {
    return [{ label: "Help", command: `/${failure.command} help` }];
  }
  if (failure.kind === "agent-not-found" && failure.searched.includes(failure.given)) {
    return [{ label: `Agents in ${failure.given}`, command: fleetCommand("list", failure.given) }];
  }
  if (!rerun) return [];
  const act = asked?.changes ? asked.act : null;
  return choicesOf(failure, act !== null)
    .slice(0, CHOICES_SHOWN)
    .flatMap(({ replacement, label }) => {
      const command = rerun(replacement);
      if (command === null) return [];
      if (label === undefined) return [{ label: `Run ${command}`, command }];
      return [{ label: act === null ? label : `${act} ${label}`, command }];
    });
}

interface Choice {
  readonly replacement: string;
  /** What the button says; "Run" and the whole command unless there is something shorter. */
  readonly label?: string;
}

function choicesOf(failure: Failure, isChange: boolean): readonly Choice[] {
  switch (failure.kind) {
    case "unknown-verb":
      return failure.suggestions.map((replacement) => ({ replacement }));
    case "flag-left-out":
      return isChange ? [] : [{ replacement: failure.given }];
    case "unknown-flag":
      return failure.nearest === null || isChange ? [] : [{ replacement: failure.nearest }];
    case "unknown-project":
      if (failure.candidates)
        return failure.candidates.map(({ project, name }) => ({
          replacement: project,
          label: `${project}/${name}`,
        }));
      return isChange ? [] : failure.known.map((replacement) => ({ replacement, label: replacement }));
    case "project-needed":
      return failure.projects.map((replacement) => ({
        replacement,
        label: isChange ? `in ${replacement}` : replacement,
      }));
    case "agent-not-found":
      return failure.nearest.map((candidate) => chooseCandidate(candidate, failure.nearest));
    case "agent-ambiguous":
      return failure.candidates.map((candidate) => chooseCandidate(candidate, failure.candidates));
    default:
      return [];
  }
}

/** `project/name`; where two agents share that, the id, which is the only thing that tells them apart. */
function chooseCandidate(
  { project, name, id }: { readonly project: string; readonly name: string; readonly id: string },
  all: readonly { readonly project: string; readonly name: string }[],
): Choice {
  const twins = all.filter((other) => other.project === project && other.name === name);
  const reference = `${project}/${name}`;
  return twins.length > 1
    ? { replacement: id, label: `${reference} (${id})` }
    : { replacement: reference, label: reference };
}

/** What was asked lacks a text, and a form can ask for that. */
function askButton(failure: Failure, { command }: FailureOptions): CommandButton | null {
  if (command === undefined) return null;
  switch (failure.kind) {
    case "reason-needed":
      return { label: "Give a reason…", command: `${command} ${failure.flag}`, ask: true };
    case "confirmation-needed": {
      // A name that was typed wrong is in there already, and a flag is given once.
      const { verb, agent, deployment } = failure;
      const only = deployment === null ? "" : ` --deployment ${deployment}`;
      const whole = command.includes("--confirm") ? `${agentCommand(verb, agent)}${only}` : command;
      return { label: "Type its name…", command: `${whole} --confirm`, ask: true };
    }
    default:
      return null;
  }
}

/** Who waits for people in vain, and wants something else now, need not look for the card. */
function cancelButton(failure: Failure): CommandButton | null {
  if (failure.kind !== "agent-busy" || !failure.isOwn || !WAITING.includes(failure.phase ?? "")) return null;
  const { noun } = verbWords(failure.verb);
  return { label: `Cancel that ${noun}`, command: decisionCommand("cancel", failure.operationId) };
}

/** For people. */
const WAITING = ["awaiting-approval", "awaiting-values"];

/** Only where nothing can happen twice. */
function retryButton(failure: Failure, { command }: FailureOptions): CommandButton | null {
  const mayChange = "call" in failure && failure.call.changes;
  const isUntold = failure.kind === "agent-not-found" && failure.unreachable.length > 0;
  return command !== undefined && (isTransient(failure) || isUntold) && !mayChange
    ? { label: "Try again", command }
    : null;
}
