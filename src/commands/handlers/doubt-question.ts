import { fail, type Result, succeed } from "../../failure.ts";
import type { AgentPlatform } from "../../platforms/port.ts";
import { resolveAgent } from "../../platforms/resolve-agent.ts";
import type { RecordQuestion } from "../../views/record-question.ts";
import { selectPlatforms } from "./find-agent.ts";

/**
 * Whether what our records have nothing about is there at all: a name that was mistyped must not look like an all-clear.
 * Not asked where there are records, which outlive agents and the configuration of projects. `records`: "the audit log".
 */
export async function doubtQuestion(
  { project, agent }: RecordQuestion,
  records: string,
  platforms: readonly AgentPlatform[],
): Promise<Result<null>> {
  const selected = selectPlatforms(project, platforms);
  if (!selected.ok) return selected;
  if (agent === null) return succeed(null);
  const found = await resolveAgent({ project, agent }, platforms);
  if (found.ok || found.failure.kind !== "agent-not-found") return succeed(null);
  return fail({ ...found.failure, searched: [...found.failure.searched, records] });
}
