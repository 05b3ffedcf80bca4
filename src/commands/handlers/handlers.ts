/** Which function answers which command. A verb in the table without a handler here does not compile. */
import type { Handler } from "../command-context.ts";
import type { CommandId } from "../command-table.ts";
import { secrets, sessions, versions } from "./agent-detail.ts";
import { createDispatch } from "./create-dispatch.ts";
import { deleteDispatch } from "./delete-dispatch.ts";
import { doctor } from "./doctor.ts";
import { helpAgent, helpDispatch } from "./help.ts";
import { list } from "./list.ts";
import { listDispatches } from "./list-dispatches.ts";
import { status } from "./status.ts";

export const HANDLERS: { readonly [Id in CommandId]: Handler<Id> } = {
  "agent.help": helpAgent,
  "agent.list": list,
  "agent.status": status,
  "agent.versions": versions,
  "agent.secrets": secrets,
  "agent.sessions": sessions,
  "agent.doctor": doctor,
  "dispatch.help": helpDispatch,
  "dispatch.create": createDispatch,
  "dispatch.list": listDispatches,
  "dispatch.delete": deleteDispatch,
};
