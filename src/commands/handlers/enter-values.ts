import { fail, type Result, succeed } from "../../failure.ts";
import type { ChangeDescription } from "../../operations/change-proposal.ts";
import { decisionCommand } from "../../views/change-commands.ts";
import { renderFormInvitation } from "../../views/render-form-invitation.ts";
import { renderSecretsForm } from "../../views/render-secrets-form.ts";
import { authorize } from "../authorize.ts";
import type { Answer, CommandContext, Handler } from "../command-context.ts";
import { COMMANDS } from "../command-table.ts";

/** `/agent enter-values <operation>`: only who asked, in a form; what was typed goes to the operation, in memory. */
export const enterValues: Handler<"agent.enter-values"> = async ({ operation: operationId }, context) => {
  const { workspace, asking, roles, directory } = context;
  const description = await workspace.describeOperation(operationId);
  if (description?.request.asked.verb !== "update-secrets")
    return fail({ kind: "operation-not-found", operationId });
  const { phase = "", askedBy } = description;
  if (phase !== "awaiting-values") return fail({ kind: "operation-moved", operationId, phase });
  const { userId } = asking.actor;
  if (userId !== askedBy) return fail({ kind: "not-the-asker", operationId, askedBy });
  const spec = { ...COMMANDS["agent.enter-values"], needs: "operator" } as const;
  const allowed = await authorize(asking.actor, spec, roles, directory);
  if (!allowed.ok) return allowed;
  const { values } = asking;
  if (!values) return offerForm(operationId, description, context);
  const press = { type: "supply", by: userId, door: asking.door } as const;
  const refusal = await workspace.pressOperation(operationId, press, values);
  // The card shows what it came to.
  return refusal ? fail(refusal) : succeed({ view: null, visibility: "ephemeral" });
};

function offerForm(
  operationId: string,
  { request: { agent, asked } }: ChangeDescription,
  { asking: { channelId, threadTs } }: CommandContext,
): Result<Answer> {
  const command = decisionCommand("enter-values", operationId);
  const view = renderFormInvitation("Enter the values…", command);
  const modal =
    asked.verb === "update-secrets"
      ? renderSecretsForm({
          metadata: { command, channelId, threadTs, platform: agent.platform, isKnown: true },
          agent,
          write: asked.write,
          names: [],
          remove: [],
          overwrite: false,
          set: null,
          asksValues: true,
          reason: "given",
        })
      : null;
  return succeed({ view, visibility: "ephemeral", ...(modal && { modal }) });
}
