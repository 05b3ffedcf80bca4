import { idIn } from "../exchange.ts";
import type { Conversation } from "../run-script.ts";

const MAX_METADATA_BYTES = 512 * 1024;
const MAX_ATTRIBUTES_BYTES = 64 * 1024;

/** `livekit.AgentDispatchService` without any worker: what is stored, what is refused, how it is written. */
export async function askAboutDispatches({ ask }: Conversation): Promise<void> {
  const call = async (method: string, name: string, body: Record<string, unknown>) => {
    const room = "room" in body ? body.room : "";
    return await ask(`${method}: ${name}`, {
      to: `AgentDispatchService/${method}`,
      grants: { roomAdmin: true, room },
      body,
    });
  };
  const create = (name: string, body: Record<string, unknown>) =>
    call("CreateDispatch", name, { room: "dispatches", agent_name: "nobody", ...body });
  /** Where it is stored may differ, and is not listed. */
  const createOdd = (name: string, body: Record<string, unknown>) => create(name, { room: "odd", ...body });

  const plain = await create("plain", {});
  await create("metadata", { metadata: '{"caller":"+49 \u{1F4DE}"}' });
  await create("restart policy by name", { restart_policy: "JRP_NEVER" });
  await create("restart policy by number", { restart_policy: 1 });
  await create("restart policy of an unknown name", { restart_policy: "JRP_LATER" });
  await createOdd("restart policy of an unknown number", { restart_policy: 7 });
  await create("restart policy by number in text", { restart_policy: "1" });
  await create("restart policy of the wrong type", { restart_policy: true });
  await create("attributes", { attributes: { tier: "gold", "snake_case.key": "x", camelCase: "" } });
  await create("deployment", { deployment: "canary-1.2" });
  await create("everything in camelCase", {
    agent_name: undefined,
    agentName: "nobody",
    restartPolicy: "JRP_NEVER",
    metadata: "m",
    attributes: { a: "b" },
    deployment: "d",
  });
  await createOdd("one field by both names", { agentName: "somebody" });
  await create("unknown fields", { colour: "red", nested: { a: 1 } });
  await create("null for unset", {
    metadata: null,
    attributes: null,
    restart_policy: null,
    deployment: null,
  });
  await create("no agent name", { agent_name: undefined });
  await create("metadata of the wrong type", { metadata: 5 });
  await create("attributes of the wrong type", { attributes: { tier: 1 } });
  await create("attribute that is null", { attributes: { tier: null } });
  await create("attributes as a list", { attributes: ["tier"] });
  await createOdd("lone surrogate", { metadata: "\ud800" });
  await create("metadata at the limit", { metadata: "x".repeat(MAX_METADATA_BYTES), room: "large" });
  await create("metadata above the limit", { metadata: "x".repeat(MAX_METADATA_BYTES + 1) });
  await create("metadata above the limit in bytes", { metadata: "é".repeat(MAX_METADATA_BYTES / 2 + 1) });
  await create("attributes at the limit", {
    attributes: { k: "x".repeat(MAX_ATTRIBUTES_BYTES - 1) },
    room: "large",
  });
  await create("attributes above the limit", { attributes: { k: "x".repeat(MAX_ATTRIBUTES_BYTES) } });
  await create("long deployment", { deployment: "d".repeat(65) });
  await create("deployment with an underscore", { deployment: "my_app" });
  await create("deployment with a blank", { deployment: "my app" });
  await create("deployment with a control character", { deployment: "app\n" });
  await create("deployment with a foreign letter", { deployment: "größe" });
  await create("several faults at once", {
    deployment: "my_app",
    metadata: "x".repeat(MAX_METADATA_BYTES + 1),
  });
  await create("room without a name", { room: "" });
  await create("room with a long name", { room: "r".repeat(300) });
  await create("room with blanks and foreign letters", { room: "Zimmer № 5 / süd" });

  const list = (name: string, body: Record<string, unknown>) => call("ListDispatch", name, body);
  await list("all", { room: "dispatches" });
  await list("one", { room: "dispatches", dispatch_id: idIn(plain) });
  await list("one in camelCase", { room: "dispatches", dispatchId: idIn(plain) });
  await list("unknown id", { room: "dispatches", dispatch_id: "AD_nothing" });
  await list("id of another room", { room: "large", dispatch_id: idIn(plain) });
  await list("room of another case", { room: "Dispatches" });

  const remove = (name: string, body: Record<string, unknown>) => call("DeleteDispatch", name, body);
  await remove("unknown id", { room: "dispatches", dispatch_id: "AD_nothing" });
  await remove("id of another room", { room: "large", dispatch_id: idIn(plain) });
  await remove("no id", { room: "dispatches" });
  await remove("own", { room: "dispatches", dispatch_id: idIn(plain) });
  await remove("own once more", { room: "dispatches", dispatch_id: idIn(plain) });
  await list("deleted one", { room: "dispatches", dispatch_id: idIn(plain) });

  // Each takes the server three seconds.
  await Promise.all([
    list("inactive room", { room: "nowhere" }),
    list("no room", {}),
    remove("inactive room", { room: "nowhere", dispatch_id: "AD_nothing" }),
  ]);
}
