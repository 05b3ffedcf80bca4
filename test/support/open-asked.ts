import { openChat } from "./chat.ts";
import { operationIdIn } from "./operation-id-in.ts";

/** A chat in which somebody asked for a change that waits for approval; its card has been read. */
export async function openAsked(command = "/agent rollback prod/support-line", user = "UOPERATOR") {
  const chat = openChat();
  await chat.command(user, command);
  const id = operationIdIn(chat.read());
  // Until the card shows when the question expires, and its thread the plan.
  await chat.advance(5_000);
  chat.read();
  return { chat, id };
}
