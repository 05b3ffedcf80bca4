/** Which function answers which command. A verb in the table without a handler here does not compile. */
import type { Handler } from "../command-context.ts";
import type { CommandId } from "../command-table.ts";
import { audit } from "./audit.ts";
import { builds } from "./builds.ts";
import { create, deploy, promote, remove, restart, rollback, scale, stop } from "./changes.ts";
import { config } from "./config.ts";
import { createDispatch } from "./create-dispatch.ts";
import { approve, cancel, keep, proceed, reject } from "./decide-operation.ts";
import { deleteDispatch } from "./delete-dispatch.ts";
import { dockerfile } from "./dockerfile.ts";
import { doctor } from "./doctor.ts";
import { enterValues } from "./enter-values.ts";
import { explain } from "./explain.ts";
import { unfollow } from "./follow-log.ts";
import { helpAgent, helpDispatch } from "./help.ts";
import { list } from "./list.ts";
import { listDispatches } from "./list-dispatches.ts";
import { lock, unlock } from "./lock-agent.ts";
import { logs } from "./logs.ts";
import { operations } from "./operations.ts";
import { secrets } from "./secrets.ts";
import { sessions } from "./sessions.ts";
import { status } from "./status.ts";
import { updateSecrets } from "./update-secrets.ts";
import { versions } from "./versions.ts";

export const HANDLERS: { readonly [Id in CommandId]: Handler<Id> } = {
  "agent.help": helpAgent,
  "agent.list": list,
  "agent.status": status,
  "agent.versions": versions,
  "agent.secrets": secrets,
  "agent.sessions": sessions,
  "agent.builds": builds,
  "agent.config": config,
  "agent.dockerfile": dockerfile,
  "agent.doctor": doctor,
  "agent.logs": logs,
  "agent.operations": operations,
  "agent.explain": explain,
  "agent.audit": audit,
  "agent.rollback": rollback,
  "agent.restart": restart,
  "agent.deploy": deploy,
  "agent.create": create,
  "agent.scale": scale,
  "agent.promote": promote,
  "agent.delete": remove,
  "agent.update-secrets": updateSecrets,
  "agent.stop": stop,
  "agent.lock": lock,
  "agent.unlock": unlock,
  "agent.approve": approve,
  "agent.reject": reject,
  "agent.cancel": cancel,
  "agent.enter-values": enterValues,
  "agent.proceed": proceed,
  "agent.keep": keep,
  "agent.unfollow": unfollow,
  "dispatch.help": helpDispatch,
  "dispatch.create": createDispatch,
  "dispatch.list": listDispatches,
  "dispatch.delete": deleteDispatch,
};
