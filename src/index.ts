/** The Worker's entry: requests go to the app, the cron looks after objects whose alarm was lost. */
import { openApp } from "./app.ts";
import { repairOperations } from "./objects/open-workspace.ts";

export { AgentObject } from "./objects/agent-object.ts";
export { OperationObject } from "./objects/operation-object.ts";
export { OutboxObject } from "./objects/outbox-object.ts";
export { WorkspaceObject } from "./objects/workspace-object.ts";

export default {
  fetch: (request, env, context) => openApp(env).fetch(request, env, context),
  scheduled: (_, env) => repairOperations(env),
} satisfies ExportedHandler<Env>;
