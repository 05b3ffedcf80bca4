import { fail, type Result, succeed } from "../../failure.ts";
import { operationIdOf } from "../../operations/operation-id.ts";
import type { DispatchRequest } from "../../platforms/port.ts";
import { renderFailure } from "../../views/render-failure.ts";
import type { Handler } from "../command-context.ts";
import { type InputFor, usageFor } from "../command-table.ts";
import { MAX_ATTRIBUTES_BYTES } from "../dispatch-commands.ts";
import { findAgent } from "./find-agent.ts";
import { noDispatches } from "./find-dispatches.ts";

/** `/dispatch <agent> <room>`: hands over to an operation object, whose card is the answer. */
export const createDispatch: Handler<"dispatch.create"> = async (input, { deps, asking, workspace }) => {
  const attributes = readAttributes(input);
  if (!attributes.ok) return attributes;
  const platforms = deps.openPlatforms();
  const rooms = platforms.filter(({ dispatches }) => dispatches !== null).map(({ project }) => project);
  if (platforms.some(({ project }) => project === input.project) && !rooms.includes(input.project ?? "")) {
    return fail(noDispatches("dispatch"));
  }
  const found = await findAgent(input, usageFor("dispatch.create"), platforms);
  if (!found.ok && found.failure.kind === "agent-not-found") {
    return fail({
      ...found.failure,
      nearest: found.failure.nearest.filter(({ project }) => rooms.includes(project)),
    });
  }
  if (!found.ok && found.failure.kind === "unknown-project") {
    const { candidates = [] } = found.failure;
    return fail({
      ...found.failure,
      candidates: candidates.filter(({ project }) => rooms.includes(project)),
    });
  }
  if (!found.ok) return found;
  const { platform, listed } = found.value;
  if (!platform.dispatches) return fail(noDispatches("dispatch"));

  const request: DispatchRequest = {
    agentName: listed.agent.name,
    room: input.room,
    metadata: input.metadata ?? "",
    restartPolicy: input.restart ?? "on-failure",
    deployment: input.deployment === "production" ? "" : (input.deployment ?? ""),
    attributes: attributes.value,
  };
  const { refused, failure } = await workspace.startDispatch({
    id: await operationIdOf(asking.actor.teamId, asking.effectKey),
    project: platform.project,
    agentId: listed.agent.id,
    request,
    askedBy: asking.actor.userId,
    door: asking.door,
    channelId: asking.channelId,
    threadTs: asking.threadTs,
  });
  if (failure && refused) return fail(failure);
  const unseen = { kind: "card-unseen", room: input.room, project: platform.project } as const;
  return succeed({ view: failure ? renderFailure(unseen) : null, visibility: "ephemeral" });
};

function readAttributes({ attr }: InputFor<"dispatch.create">): Result<Record<string, string>> {
  const attributes = Object.fromEntries(attr.map(({ key, value }) => [key, value]));
  const usage = usageFor("dispatch.create");
  if (attr.some(({ key }) => key.startsWith("switchboard."))) {
    return fail({
      kind: "bad-value",
      usage,
      name: "--attr",
      expected: "a key that does not begin with `switchboard.`",
    });
  }
  if (Object.keys(attributes).length < attr.length) {
    return fail({ kind: "bad-value", usage, name: "--attr", expected: "given once for each key" });
  }
  const bytes = new TextEncoder().encode(Object.entries(attributes).flat().join("")).length;
  if (bytes <= MAX_ATTRIBUTES_BYTES) return succeed(attributes);
  return fail({
    kind: "bad-value",
    usage,
    name: "--attr",
    expected: "at most 64 KiB, all attributes together",
  });
}
