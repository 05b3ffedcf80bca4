import type { AgentVersion } from "../platforms/port.ts";
import { OPERATION_ATTRIBUTE } from "./source-call.ts";

/** The version that an operation made, and whether its build failed. */
export interface BuiltVersion {
  readonly version: string;
  readonly hasFailed: boolean;
}

/**
 * The platform names no version when it is asked for one, so it is found by what it says of itself: our operation. Where
 * that was not kept, by our commit, if one version alone is new since the call and has it. null: none yet.
 */
export function findBuiltVersion(
  versions: readonly AgentVersion[],
  {
    operationId,
    sha,
    known,
  }: { readonly operationId: string; readonly sha: string; readonly known: readonly string[] },
): BuiltVersion | null {
  const fresh = versions.filter(({ version }) => !known.includes(version));
  const ours = fresh.find(({ attributes }) => attributes[OPERATION_ATTRIBUTE] === operationId);
  const alike = fresh.filter(
    ({ attributes }) => attributes.git_commit === sha && attributes[OPERATION_ATTRIBUTE] === undefined,
  );
  const built = ours ?? (alike.length === 1 ? alike[0] : undefined);
  return built ? { version: built.version, hasFailed: /^build ?failed$/i.test(built.status) } : null;
}
