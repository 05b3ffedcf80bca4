/**
 * From a line of text to an answer: tokenize, parse, authorize, run. Every door comes through here, so every door has
 * the same grammar, the same authorizer and the same words for a refusal. Never throws.
 */
import { type Failure, fail, type Result, succeed } from "../failure.ts";
import { describeError, toLogFields } from "../log.ts";
import type { AskedCommand } from "../views/asked-command.ts";
import { renderFailure } from "../views/render-failure.ts";
import { authorize } from "./authorize.ts";
import type {
  Answer,
  Asking,
  CommandContext,
  CommandLine,
  CommandPorts,
  Handler,
} from "./command-context.ts";
import { actOf, type CommandSpec } from "./command-spec.ts";
import { COMMANDS, type CommandId, type CommandOf } from "./command-table.ts";
import { correctLine } from "./correct-line.ts";
import { HANDLERS } from "./handlers/handlers.ts";
import { nameAsTyped } from "./name-as-typed.ts";
import { findCommand, parseCommand } from "./parse-command.ts";
import { type Token, tokenize } from "./tokenize.ts";

export async function runCommand(line: CommandLine, asking: Asking, ports: CommandPorts): Promise<Answer> {
  const { deps } = ports;
  const startedAt = deps.now();
  const tokens = tokenize(line.text);
  const outcome = tokens.ok ? await parseAndRun(line, tokens.value, asking, ports) : tokens;
  deps.log.info("answered", {
    door: asking.door,
    actor: asking.actor.userId,
    channel: asking.channelId,
    command: line.command,
    duration_ms: deps.now() - startedAt,
    outcome: outcome.ok ? "ok" : "failed",
    ...(outcome.ok ? {} : toLogFields(outcome.failure)),
  });
  if (outcome.ok) return outcome.value;
  const { failure } = outcome;
  const words = tokens.ok ? tokens.value : [];
  const id = findCommand(line.command, words);
  const spec = id && COMMANDS[id];
  const view = renderFailure(spec ? nameAsTyped(failure, spec, words) : failure, {
    command: `/${line.command} ${line.text}`.trim(),
    rerun: (replacement) => correctLine(line.command, words, failure, replacement),
    ...(spec && { asked: describeAsked(spec) }),
  });
  return { view, visibility: "ephemeral", refused: failure.kind, ...completionOf(line, failure) };
}

function describeAsked(spec: CommandSpec): AskedCommand {
  const { command, verb, changes } = spec;
  const isDispatchVerb = command === "dispatch" && verb !== null;
  const help = isDispatchVerb ? "/dispatch help" : `/agent help ${verb ?? command}`;
  return { act: actOf(spec), changes, help };
}

/** How a form helps with what is missing or wrong. */
function completionOf(line: CommandLine, failure: Failure): Pick<Answer, "form" | "mistake"> {
  switch (failure.kind) {
    case "confirmation-needed": {
      const { command, text } = line;
      const isFirst = !/\s--confirm\b/.test(text);
      return isFirst
        ? { form: { command, text: `${text} --confirm` } }
        : {
            mistake: `This is not its name. Type ${failure.deployment ?? failure.agent.name}, or close this form to keep it.`,
          };
    }
    case "reason-needed":
      return { form: { command: line.command, text: `${line.text} ${failure.flag}` } };
    case "bad-value":
      return { mistake: `This must be ${failure.expected}.` };
    default:
      return {};
  }
}

async function parseAndRun(
  line: CommandLine,
  tokens: readonly Token[],
  asking: Asking,
  ports: CommandPorts,
): Promise<Result<Answer>> {
  const { deps, directory, workspace } = ports;
  const command = parseCommand(line.command, tokens);
  if (!command.ok) return command;
  if (!deps.outcome.ok) return fail({ kind: "misconfigured", problems: deps.outcome.problems });
  const spec: CommandSpec = COMMANDS[command.value.id];
  const { roles, policy } = deps.outcome.config;
  try {
    const allowed = await authorize(asking.actor, spec, roles, directory);
    if (!allowed.ok) return allowed;
    const context = { ...ports, asking, roles, policy };
    if (spec.needs === null && !spec.changes) return await handle(command.value, context);

    const claimed = workspace.claim(asking.requestKey);
    // A change waits for its claim. A read goes on beside it: a replay then costs a look, but learns nothing.
    if (spec.changes && !(await claimed)) return succeed(NOTHING);
    // Where nobody can say whether a read was asked before, it is answered: nothing can happen twice.
    const isFirstRead = claimed.catch(() => true);
    const [isFirst, answer] = await Promise.all([isFirstRead, handle(command.value, context)]);
    return isFirst ? answer : succeed(NOTHING);
  } catch (error) {
    const reference = deps.newId();
    deps.log.error("command threw", { reference, command: command.value.id, ...describeError(error) });
    return fail({ kind: "internal", reference });
  }
}

/** A request that was delivered before gets no second answer. */
const NOTHING: Answer = { view: null, visibility: "ephemeral" };

/** The table and the handlers have the same keys and the same input types, which the compiler checks in `HANDLERS`. */
function handle<Id extends CommandId>(
  command: CommandOf<Id>,
  context: CommandContext,
): Promise<Result<Answer>> {
  const handler: Handler<Id> = HANDLERS[command.id];
  return handler(command.input, context);
}
