/** Carries out what the state machine of a dispatch asked for, and gives back what came of it as an event. */
import { type Failure, succeed } from "../failure.ts";
import type { DispatchService } from "../platforms/port.ts";
import {
  type DispatchEffect,
  type DispatchEvent,
  type DispatchOperation,
  OPERATION_ATTRIBUTE,
} from "./dispatch-operation.ts";

/** `service` is a failure when the project is no longer configured. */
export async function performDispatchEffect(
  effect: DispatchEffect,
  operation: DispatchOperation,
  service: DispatchService | { readonly ok: false; readonly failure: Failure },
): Promise<DispatchEvent> {
  switch (effect) {
    case "send":
      return { type: "sent", result: isService(service) ? await send(operation, service) : service };
    case "look":
      return { type: "looked", result: isService(service) ? await look(operation, service) : service };
    case "observe":
      return { type: "observed", result: isService(service) ? await observe(operation, service) : service };
  }
}

const isService = (value: DispatchService | { readonly ok: false }): value is DispatchService =>
  "create" in value;

function send(operation: DispatchOperation, service: DispatchService) {
  const { request, id } = operation;
  return service.create({ ...request, attributes: { ...request.attributes, [OPERATION_ATTRIBUTE]: id } });
}

async function look({ id, request }: DispatchOperation, service: DispatchService) {
  const listed = await service.list(request.room);
  // No room, no dispatch: creating one would have opened the room.
  if (!listed.ok) return listed.failure.kind === "room-not-active" ? succeed(null) : listed;
  return succeed(listed.value.find(({ attributes }) => attributes[OPERATION_ATTRIBUTE] === id) ?? null);
}

async function observe({ request, dispatchId }: DispatchOperation, service: DispatchService) {
  const [listed, participants] = await Promise.all([
    service.list(request.room, dispatchId ?? ""),
    service.listParticipants(request.room),
  ]);
  if (!listed.ok) return listed;
  if (!participants.ok) return participants;
  const dispatch = listed.value.find(({ id }) => id === dispatchId) ?? null;
  return succeed({ dispatch, participants: participants.value });
}
