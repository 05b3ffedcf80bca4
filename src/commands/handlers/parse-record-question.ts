import { fail, type Result, succeed } from "../../failure.ts";
import { parseAgentReference } from "../../platforms/resolve-agent.ts";
import type { RecordQuestion } from "../../views/record-question.ts";

/**
 * Which of our own records a person asks for. The agent is not looked up on its platform: it may be deleted by now, and
 * what was done to it is still asked for.
 */
export function parseRecordQuestion(
  { agent, project }: { readonly agent: string | null; readonly project: string | null },
  usage: string,
): Result<RecordQuestion> {
  if (agent === null) return succeed({ agent, project });
  const reference = parseAgentReference(agent);
  if (project !== null && reference.project !== null && reference.project !== project) {
    const expected = `\`${reference.project}\`, or left out: the agent names its project`;
    return fail({ kind: "bad-value", usage, name: "--project", expected });
  }
  return succeed({ agent: reference.agent, project: reference.project ?? project });
}
