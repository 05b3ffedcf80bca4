import { succeed } from "../../failure.ts";
import { renderDispatchDeleted } from "../../views/render-dispatch-deleted.ts";
import type { Handler } from "../command-context.ts";
import { findDispatches } from "./find-dispatches.ts";

/** `/dispatch delete <room> <dispatch-id>`: one call that may be repeated; a second one finds nothing to delete. */
export const deleteDispatch: Handler<"dispatch.delete"> = async (input, { deps, asking, workspace }) => {
  const target = findDispatches("dispatch delete", input.project, deps.openPlatforms());
  if (!target.ok) return target;
  const { project, dispatches } = target.value;
  const removed = await dispatches.remove(input.room, input.dispatchId);
  if (!removed.ok) return removed;
  await workspace.appendAudit(asking.requestKey, {
    at: deps.now(),
    actor: asking.actor.userId,
    door: asking.door,
    event: "called",
    class: "normal",
    operationId: null,
    verb: "dispatch delete",
    command: `/dispatch delete ${input.room} ${input.dispatchId}`,
    project,
    agentId: removed.value.agentName,
    agentName: removed.value.agentName,
    rule: null,
    planDigest: null,
    outcome: "succeeded",
    comment: null,
  });
  const view = renderDispatchDeleted({ project, dispatch: removed.value, deletedBy: asking.actor.userId });
  return succeed({ view, visibility: "in_channel" });
};
