/** The durable side as the commands see it. */
import type { Workspace } from "../commands/command-context.ts";

/** One bot token is one workspace, so there is one object. */
export const WORKSPACE_NAME = "workspace";

export function openWorkspace(env: Env): Workspace {
  return {
    claim: (requestKey) => env.WORKSPACES.getByName(WORKSPACE_NAME).claim(requestKey),
    startDispatch: (proposal) => env.OPERATIONS.getByName(`operation ${proposal.id}`).start(proposal),
  };
}

/** Wakes every open operation whose alarm the platform may have lost. One that cannot be woken does not stop the rest. */
export async function repairOperations(env: Env): Promise<void> {
  const ids = await env.WORKSPACES.getByName(WORKSPACE_NAME).listOpenOperations();
  await Promise.allSettled(ids.map((id) => env.OPERATIONS.getByName(`operation ${id}`).repair()));
}
