/** Who and what there is in the workspace, for everything that shows a name. */
import { createContext, useContext } from "react";
import type { Workspace } from "../world/page-protocol.ts";

const WorkspaceContext = createContext<Workspace | null>(null);
export const WorkspaceProvider = WorkspaceContext.Provider;

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error("there must be a workspace around");
  return workspace;
}
