import { fail, type Result, succeed } from "../../failure.ts";
import { type LogQuestion, toTailOptions } from "../../operations/log-question.ts";
import type { LogTail } from "../../platforms/log-tail.ts";
import { renderJson } from "../../views/render-json.ts";
import { renderLogs } from "../../views/render-logs.ts";
import { answerWith, type Handler } from "../command-context.ts";
import { type InputFor, usageFor } from "../command-table.ts";
import { findAgent } from "./find-agent.ts";
import { followLog } from "./follow-log.ts";
import { sendLogFile } from "./send-log-file.ts";

const DEFAULT_LINES = 20;
/** A file is asked for in order to have all of it. */
const FILE_LINES = 1_000;

/** `/agent logs <agent>`: the newest lines, read within bounds; as a message, as JSON, as a file, or followed. */
export const logs: Handler<"agent.logs"> = async (input, context) => {
  const { deps, asking } = context;
  const question = readQuestion(input);
  if (!question.ok) return question;
  const found = await findAgent(input, usageFor("agent.logs"), deps.openPlatforms());
  if (!found.ok) return found;
  const { platform, listed } = found.value;
  const { agent } = listed;
  const { file, json, follow } = input;
  if (follow) return await followLog(platform, agent, question.value, context);
  const wanted = input.lines ?? (file ? FILE_LINES : DEFAULT_LINES);
  const tail = await platform.readLogTail(agent, toTailOptions(question.value, wanted, deps.now()));
  if (!tail.ok) return tail;
  if (file && tail.value.lines.length > 0)
    return await sendLogFile({ agent, question: question.value, tail: tail.value }, context);
  const { audience } = asking;
  const view = json
    ? renderJson(withMarks(tail.value))
    : renderLogs(agent, question.value, tail.value, { now: deps.now(), audience, page: 1 });
  return succeed(answerWith(view, asking));
};

const withMarks = ({ marks, ...tail }: LogTail) => ({
  ...tail,
  lines: tail.lines.map((text, index) => ({ text, ...marks[index] })),
});

/** The flags that say how it is given shut each other out; a build is over when it is asked for, so nobody follows it. */
function readQuestion(input: InputFor<"agent.logs">): Result<LogQuestion> {
  const { type, lines, since, grep, session, deployment, file, json, follow } = input;
  const ways = Object.entries({ "--follow": follow, "--file": file, "--json": json });
  const [first, second] = ways.filter(([, isGiven]) => isGiven).map(([name]) => name);
  const usage = usageFor("agent.logs");
  if (first && second)
    return fail({ kind: "bad-value", usage, name: second, expected: `left out where \`${first}\` is` });
  if (follow && type === "build")
    return fail({ kind: "bad-value", usage, name: "--follow", expected: "left out with `--type build`" });
  return succeed({ type: type ?? "deploy", lines, sinceMs: since, grep, session, deployment });
}
