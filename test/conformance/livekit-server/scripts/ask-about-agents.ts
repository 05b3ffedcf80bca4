import * as z from "zod";
import { type Answer, idIn } from "../exchange.ts";
import type { Conversation } from "../run-script.ts";

const participantsSchema = z.object({
  participants: z.array(z.object({ identity: z.string(), state: z.string() })),
});

/** What is told of an agent that takes its job and joins: with the real server, that is a real one. */
export async function askAboutAgents({ ask, wait }: Conversation): Promise<void> {
  const ofDispatches = (method: string, room: string, body: Record<string, unknown> = {}) => ({
    to: `AgentDispatchService/${method}`,
    grants: { roomAdmin: true, room },
    body: { room, ...body },
  });
  const ofRoom = (method: string, room: string, body: Record<string, unknown> = {}) => ({
    to: `RoomService/${method}`,
    grants: { roomAdmin: true, room },
    body: { room, ...body },
  });
  const order = {
    agent_name: "support-line",
    metadata: "join",
    attributes: { tier: "gold" },
    restart_policy: "JRP_NEVER",
  };
  const send = async (room: string): Promise<{ readonly id: string; readonly identity: string }> => {
    const created = await ask(`agent: sent to ${room}`, ofDispatches("CreateDispatch", room, order));
    let identity = "";
    await wait(ofRoom("ListParticipants", room), ({ body }) => {
      const there = participantsSchema.parse(body).participants.find(({ state }) => state === "ACTIVE");
      identity = there?.identity ?? "";
      return there !== undefined;
    });
    return { id: idIn(created), identity };
  };
  const isEmpty = ({ body }: Answer) => participantsSchema.parse(body).participants.length === 0;

  const first = await send("deleted");
  await ask("agent: dispatches", ofDispatches("ListDispatch", "deleted"));
  await ask("agent: participants", ofRoom("ListParticipants", "deleted"));
  await ask("agent: participant", ofRoom("GetParticipant", "deleted", { identity: first.identity }));
  await ask("agent: room", {
    to: "RoomService/ListRooms",
    grants: { roomList: true },
    body: { names: ["deleted"] },
  });
  await ask(
    "agent: its dispatch deleted",
    ofDispatches("DeleteDispatch", "deleted", { dispatch_id: first.id }),
  );
  await wait(ofRoom("ListParticipants", "deleted"), isEmpty);
  await ask("agent: dispatches after that", ofDispatches("ListDispatch", "deleted"));

  const second = await send("removed");
  await ask("agent: removed", ofRoom("RemoveParticipant", "removed", { identity: second.identity }));
  await wait(ofRoom("ListParticipants", "removed"), isEmpty);
  await ask("agent: job of one that was removed", ofDispatches("ListDispatch", "removed"));

  await send("closed");
  await ask("agent: room closed", {
    to: "RoomService/DeleteRoom",
    grants: { roomCreate: true },
    body: { room: "closed" },
  });
  await ask("agent: participants of a closed room", ofRoom("ListParticipants", "closed"));
  await ask("agent: dispatches of a closed room", ofDispatches("ListDispatch", "closed"));
}
