/** The durable side as the commands see it. */
import type { Workspace } from "../commands/command-context.ts";

/** One bot token is one workspace, so there is one object. */
export const WORKSPACE_NAME = "workspace";

export function openWorkspace(env: Env): Workspace {
  const workspace = () => env.WORKSPACES.getByName(WORKSPACE_NAME);
  const operation = (id: string) => env.OPERATIONS.getByName(`operation ${id}`);
  const agent = ({ project, id }: { readonly project: string; readonly id: string }) =>
    env.AGENTS.getByName(`${project}/${id}`);
  return {
    claim: (requestKey) => workspace().claim(requestKey),
    startDispatch: (proposal) => operation(proposal.id).start(proposal),
    proposeChange: (proposal, values) => operation(proposal.id).propose(proposal, values),
    describeOperation: (id) => operation(id).describe(),
    pressOperation: (id, press, values) => operation(id).press(press, values),
    startFollow: (proposal) => operation(proposal.id).follow(proposal),
    stopFollow: (id, by) => operation(id).unfollow(by),
    readHold: (project, id) => agent({ project, id }).readHold(),
    setLock: (of, lock) => agent(of).setLock(lock),
    removeLock: (of) => agent(of).removeLock(),
    keepLedger: async (status) =>
      status.platform === "pipecat" ? await agent(status.agent).keepLedger(status) : [],
    listOperations: (query) => workspace().listOperations(query),
    locateCards: (ids) => env.OUTBOXES.getByName(WORKSPACE_NAME).locate(ids),
    appendAudit: (key, entry) => workspace().appendAudit([{ key, entry }]),
    listAudit: (query) => workspace().listAudit(query),
    verifyAudit: () => workspace().verifyAudit(),
  };
}

/** Wakes every open operation whose alarm the platform may have lost. One that cannot be woken does not stop the rest. */
export async function repairOperations(env: Env): Promise<void> {
  const ids = await env.WORKSPACES.getByName(WORKSPACE_NAME).listOpenOperations();
  await Promise.allSettled([
    env.OUTBOXES.getByName(WORKSPACE_NAME).repair(),
    ...ids.map((id) => env.OPERATIONS.getByName(`operation ${id}`).repair()),
  ]);
}
