import { type Result, succeed } from "../../failure.ts";
import type { LogQuestion } from "../../operations/log-question.ts";
import type { LogTail } from "../../platforms/log-tail.ts";
import { countMasks } from "../../platforms/masking/mask.ts";
import type { AgentIdentity } from "../../platforms/port.ts";
import { captionLogFile, renderLogFile } from "../../views/render-log-file.ts";
import type { Answer, CommandContext } from "../command-context.ts";
import { requireOwnChannel } from "./require-own-channel.ts";

/** What was asked of which log, and what came of it. */
export interface LogFinding {
  readonly agent: AgentIdentity;
  readonly question: LogQuestion;
  readonly tail: LogTail;
}

/** Uploads the lines to where they were asked for: Slack takes files for conversations only, not for a person. */
export async function sendLogFile(
  { agent, question, tail }: LogFinding,
  context: CommandContext,
): Promise<Result<Answer>> {
  const { deps, asking, workspace, slack } = context;
  const { actor, channelId, threadTs, requestKey } = asking;
  const allowed = await requireOwnChannel(context, "logs --file", "roles.viewer");
  if (!allowed.ok) return allowed;
  // A read may be delivered twice and is answered once; a file would be there twice.
  if (!(await workspace.claim(`file ${requestKey}`))) return succeed({ view: null, visibility: "ephemeral" });

  const text = `${tail.lines.join("\n")}\n`;
  const file = {
    fileName: `${nameFile(agent.name)}-${question.type === "build" ? "build-" : ""}${toStamp(deps.now())}.log`,
    agent,
    question,
    region: tail.region,
    lines: tail.lines.length,
    masked: countMasks(text),
    by: actor.userId,
  };
  const uploaded = await slack.uploadFile(
    { channelId, threadTs },
    {
      name: file.fileName,
      title: file.fileName,
      bytes: new TextEncoder().encode(text),
      comment: captionLogFile(file),
    },
  );
  return uploaded.ok ? succeed({ view: renderLogFile(file), visibility: "ephemeral" }) : uploaded;
}

/** "support-line"; what no file can be called is left out. */
const nameFile = (name: string): string => name.replace(/[^\w.-]+/g, "-").slice(0, 60) || "agent";

/** "20261122-120000", UTC. */
const toStamp = (at: number): string =>
  new Date(at).toISOString().replace(/[-:]/g, "").replace("T", "-").slice(0, 15);
