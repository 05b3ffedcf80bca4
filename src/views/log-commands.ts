/** The texts of the commands around a log, for its buttons. */
import { quoteArgument } from "../commands/quote-argument.ts";
import type { LogQuestion } from "../operations/log-question.ts";
import type { AgentIdentity } from "../platforms/port.ts";
import { agentCommand } from "./command-texts.ts";

type Agent = Pick<AgentIdentity, "project" | "id" | "name">;

/** "/agent logs prod/support-line --since 10m --grep KeyError"; `way`: how it is to be given, if not as a message. */
export function logsCommand(agent: Agent, question: LogQuestion, way?: "file" | "follow"): string {
  const { type, lines, sinceMs, grep, session, deployment } = question;
  const flags = [
    type === "build" ? "--type build" : null,
    lines === null ? null : `--lines ${lines}`,
    sinceMs === null ? null : `--since ${writeDuration(sinceMs)}`,
    grep === null ? null : `--grep ${quoteArgument(grep)}`,
    session === null ? null : `--session ${quoteArgument(session)}`,
    deployment === null ? null : `--deployment ${quoteArgument(deployment)}`,
    way === undefined ? null : `--${way}`,
  ];
  return [agentCommand("logs", agent), ...flags.filter((flag) => flag !== null)].join(" ");
}

/** "/agent unfollow 7K2M9QW4ZT1C8RX5VB3D". */
export const unfollowCommand = (operationId: string): string =>
  `/agent unfollow ${quoteArgument(operationId)}`;

const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
] as const;

/** As it was typed, or the same in another unit: "10m". */
function writeDuration(ms: number): string {
  const [unit, unitMs] = UNITS.find(([, unitMs]) => ms % unitMs === 0) ?? UNITS[2];
  return `${Math.max(1, Math.round(ms / unitMs))}${unit}`;
}
