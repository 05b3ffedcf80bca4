import { fail, type Result, succeed } from "../../failure.ts";
import { authorize } from "../authorize.ts";
import { type Answer, answerWith, type CommandContext, type Handler } from "../command-context.ts";
import { type CommandSpec, ROLES, type Role } from "../command-spec.ts";
import { COMMANDS, type CommandId, commandIds } from "../command-table.ts";
import { findVerb, nearestVerbs } from "../parse-command.ts";
import { type HelpReader, renderCommandHelp, renderHelp } from "../render-help.ts";

/** `/agent`, `/agent help` and `/agent help <verb>`. */
export const helpAgent: Handler<"agent.help"> = async ({ verb }, context) => {
  const reading = await readHelpReader(context);
  if (!reading.ok) return reading;
  const reader = reading.value;
  if (verb === null) return answerHelp(renderHelp("agent", reader), context);
  const id =
    findVerb("agent", verb) ??
    findVerb("dispatch", verb) ??
    (verb === "dispatch" ? "dispatch.create" : undefined);
  if (id) return answerHelp(renderCommandHelp(id, reader.may(COMMANDS[id].needs)), context);
  return fail({
    kind: "unknown-verb",
    command: "agent",
    given: verb,
    suggestions: nearestVerbs("agent", verb),
  });
};

/** `/dispatch` and `/dispatch help`. */
export const helpDispatch: Handler<"dispatch.help"> = async (_, context) => {
  const reading = await readHelpReader(context);
  return reading.ok ? answerHelp(renderHelp("dispatch", reading.value), context) : reading;
};

const answerHelp = (view: Parameters<typeof answerWith>[0], { asking }: CommandContext): Result<Answer> =>
  succeed(answerWith(view, asking));

/**
 * Asks the authorizer itself about each role, so that help and permission cannot disagree. Of whom it lets do nothing, a
 * member may be given a role; a guest or a bot may not, and has no need of the names of projects.
 */
async function readHelpReader({
  asking,
  roles,
  directory,
  deps,
}: CommandContext): Promise<Result<HelpReader>> {
  const granted = new Set<Role>();
  let unsure = false;
  for (const role of ROLES) {
    const spec = firstThatNeeds(role);
    if (!spec) continue;
    const allowed = await authorize(asking.actor, spec, roles, directory);
    if (allowed.ok) granted.add(role);
    else unsure ||= allowed.failure.kind === "membership-unavailable";
  }
  const kind = granted.size === 0 ? await directory.accountKind(asking.actor.userId) : "member";
  if (kind !== null && kind !== "member") return fail({ kind: "outsider", who: kind });
  unsure ||= kind === null;
  const projects = kind === null ? [] : deps.openPlatforms().map(({ project }) => project);
  const may = (needs: Role | null): boolean => needs === null || granted.has(needs);
  return succeed({ may, unsure, projects });
}

function firstThatNeeds(role: Role): CommandSpec | undefined {
  const id: CommandId | undefined = commandIds.find((candidate) => COMMANDS[candidate].needs === role);
  return id && COMMANDS[id];
}
