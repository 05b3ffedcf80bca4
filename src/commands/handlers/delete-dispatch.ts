import { succeed } from "../../failure.ts";
import { renderDispatchDeleted } from "../../views/render-dispatch-deleted.ts";
import type { Handler } from "../command-context.ts";
import { findDispatches } from "./find-dispatches.ts";
import { writeAudit } from "./write-audit.ts";

/** `/dispatch delete <room> <dispatch-id>`: one call that may be repeated; a second one finds nothing to delete. */
export const deleteDispatch: Handler<"dispatch.delete"> = async (input, context) => {
  const { deps, asking } = context;
  const target = findDispatches("dispatch delete", input.project, deps.openPlatforms());
  if (!target.ok) return target;
  const { project, dispatches } = target.value;
  const removed = await dispatches.remove(input.room, input.dispatchId);
  if (!removed.ok) return removed;
  const { agentName } = removed.value;
  const fact = {
    event: "called",
    verb: "dispatch delete",
    command: `/dispatch delete ${input.room} ${input.dispatchId}`,
    project,
    agentId: agentName,
    agentName,
    outcome: "succeeded",
  } as const;
  await writeAudit(asking.requestKey, fact, context);
  const view = renderDispatchDeleted({ project, dispatch: removed.value, deletedBy: asking.actor.userId });
  return succeed({ view, visibility: "in_channel" });
};
