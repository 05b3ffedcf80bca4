import { type Result, succeed } from "../../failure.ts";
import type { LogTailOptions } from "../port.ts";
import { toLogLines } from "../to-log-lines.ts";
import type { PipecatClient } from "./pipecat-client.ts";

/** What the official CLI asks for; whether the platform gives more at once is not documented. */
const MAX_ENTRIES = 100;

/** The newest lines, oldest first, with one call. An entry of the log may hold several lines, such as a traceback. */
export async function readLogTail(
  client: PipecatClient,
  name: string,
  { lines, deploymentId, sessionId = null }: LogTailOptions,
): Promise<Result<readonly string[]>> {
  if (lines < 1) return succeed([]);
  const query = { limit: Math.min(lines, MAX_ENTRIES), deploymentId, sessionId };
  const answer = await client.listLogs(name, query);
  return answer.ok ? succeed(toLogLines(answer.value.toReversed().join("\n"), lines)) : answer;
}
