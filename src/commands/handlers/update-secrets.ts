/**
 * `/agent update-secrets <agent>`: a change like any other, except that values are no part of it. A form asks for what
 * is to be set: with the values where it can begin at once, else for names alone, since nobody keeps values while people
 * decide. Where no form can be opened, or all is said already, it begins by its names and asks for the values on its card.
 */
import { fail, type Result, succeed } from "../../failure.ts";
import type { ChangeRequest, SecretsAsked } from "../../operations/change-request.ts";
import { checkSecrets } from "../../operations/check-secrets.ts";
import { secretSetOf } from "../../operations/secret-set-of.ts";
import { needsApproval } from "../../policy/needs-approval.ts";
import { changeCommand } from "../../views/change-commands.ts";
import { renderFormInvitation } from "../../views/render-form-invitation.ts";
import { namesOffered, renderSecretsForm } from "../../views/render-secrets-form.ts";
import type { Answer, Asking, CommandContext, Handler } from "../command-context.ts";
import { type InputFor, usageFor } from "../command-table.ts";
import { quoteArgument } from "../quote-argument.ts";
import { changeAgent, checkRule } from "./change-agent.ts";
import { findAgent } from "./find-agent.ts";

type Input = InputFor<"agent.update-secrets">;

/** What an image pull secret is known by: it has one value, and no names. */
export const CREDENTIALS = "credentials";

const change = changeAgent("agent.update-secrets", (input: Input) => succeed(readAsked(input)));

export const updateSecrets: Handler<"agent.update-secrets"> = async (input, context) =>
  asksInForm(input, context.asking) ? await offerForm(input, context) : await change(input, context);

/** Whether a form is to ask for what is missing: names, or values where a form can be opened at this moment. */
export function asksInForm(input: Input, { door, triggerId }: Pick<Asking, "door" | "triggerId">): boolean {
  if (input["dry-run"] || door === "form") return false;
  const { write, remove } = readAsked(input);
  return write.length > 0 ? triggerId !== null : remove.length === 0;
}

function readAsked(input: Input): SecretsAsked & { readonly verb: "update-secrets" } {
  const { secret, file, remove, overwrite, set, "image-pull": host } = input;
  return {
    verb: "update-secrets",
    write: [
      ...secret.map((name) => ({ name, kind: "environment" }) as const),
      ...file.map((name) => ({ name, kind: "file" }) as const),
      ...(host === null ? [] : [{ name: CREDENTIALS, kind: "image-pull" } as const]),
    ],
    remove,
    overwrite,
    set,
    host,
  };
}

async function offerForm(input: Input, context: CommandContext): Promise<Result<Answer>> {
  const usage = usageFor("agent.update-secrets");
  const found = await findAgent(input, usage, context.deps.openPlatforms());
  if (!found.ok) return found;
  const { platform, listed } = found.value;
  const { agent } = listed;
  const asked = readAsked(input);
  const request: ChangeRequest = { agent, asked };
  // The form asks for the reason too.
  const allowed = await checkRule(request, { ...input, reason: input.reason ?? "" }, usage, context);
  if (!allowed.ok) return allowed;
  const rule = allowed.value;
  const breakGlass = input["break-glass"];
  const isDecided = needsApproval({ rule, breakGlass: breakGlass !== null, rollbackOf: null });
  const needsReason = rule.reasonRequired && input.reason === null && breakGlass === null;
  // Nothing is left to ask before the approval.
  if (isDecided && asked.write.length > 0 && !needsReason) return await change(input, context);

  const status = await platform.describeAgent(agent);
  if (!status.ok) return status;
  const stock = await platform.readSecretStock(agent, secretSetOf(asked, status.value));
  if (!stock.ok) return stock;
  // What will vanish is not known before the form is sent.
  const checked = checkSecrets({ ...asked, overwrite: false }, status.value, stock.value, usage);
  if (!checked.ok) return checked;

  const { channelId, threadTs } = context.asking;
  const { names } = stock.value;
  // What the form cannot offer goes on beside it.
  const offered = namesOffered({ names, write: asked.write });
  const remove = asked.overwrite ? [] : asked.remove.filter((name) => !offered.includes(name));
  const base = changeCommand({ agent, asked: { ...asked, write: [], remove } }, input.reason);
  const modal = renderSecretsForm({
    metadata: {
      command: breakGlass === null ? base : `${base} --break-glass ${quoteArgument(breakGlass)}`,
      channelId,
      threadTs,
      platform: agent.platform,
      isKnown: false,
    },
    agent,
    write: asked.write,
    names,
    remove: asked.remove,
    overwrite: asked.overwrite,
    set: status.value.platform === "pipecat" ? secretSetOf(asked, status.value) : null,
    asksValues: !isDecided,
    reason:
      input.reason !== null || breakGlass !== null ? "given" : rule.reasonRequired ? "required" : "optional",
  });
  const view = renderFormInvitation("Update secrets…", changeCommand(request, input.reason));
  return modal === null
    ? fail({ kind: "bad-value", usage, name: "--reason", expected: "shorter" })
    : succeed({ view, visibility: "ephemeral", modal });
}
