import { succeed } from "../../failure.ts";
import type { Dispatch } from "../../platforms/port.ts";
import { renderDispatchList } from "../../views/render-dispatch-list.ts";
import { renderJson } from "../../views/render-json.ts";
import { answerWith, type Handler } from "../command-context.ts";
import { findDispatches } from "./find-dispatches.ts";

/** `/dispatch list <room> [dispatch-id]`. */
export const listDispatches: Handler<"dispatch.list"> = async (input, { deps, asking }) => {
  const target = findDispatches("dispatch list", input.project, deps.openPlatforms());
  if (!target.ok) return target;
  const { project, dispatches } = target.value;
  const [listed, participants] = await Promise.all([
    dispatches.list(input.room, input.dispatchId ?? undefined),
    dispatches.listParticipants(input.room),
  ]);
  if (!listed.ok) return listed;
  const { audience } = asking;
  const found = {
    project,
    room: input.room,
    dispatchId: input.dispatchId,
    dispatches: listed.value,
    participants: participants.ok ? participants.value : null,
  };
  const view = input.json
    ? renderJson({ ...found, dispatches: found.dispatches.map(withoutMetadata) })
    : renderDispatchList(found, { now: deps.now(), audience, page: input.page ?? 1 });
  return succeed(answerWith(view, asking));
};

/** What a caller is about is for the agent alone; here only how much it is. */
function withoutMetadata({ metadata, ...dispatch }: Dispatch) {
  return { ...dispatch, metadataBytes: new TextEncoder().encode(metadata).length };
}
