/** What a list of our own records was asked for, and the command that asks it again. */
import { quoteArgument } from "../commands/quote-argument.ts";
import { fleetCommand } from "./command-texts.ts";
import { type Mrkdwn, mrkdwn } from "./mrkdwn.ts";

/** Which records; null: of all projects, of all agents. */
export interface RecordQuestion {
  readonly project: string | null;
  /** The agent's name or id, without its project. */
  readonly agent: string | null;
}

/** "/agent operations --project prod --agent support-line". */
export function recordCommand(verb: string, { project, agent }: RecordQuestion): string {
  const command = fleetCommand(verb, project);
  return agent === null ? command : `${command} --agent ${quoteArgument(agent)}`;
}

/** " for prod/support-line", " in prod", with the name written by `write`; nothing where it is about all. */
export function describeScope({ project, agent }: RecordQuestion, write: (name: string) => Mrkdwn): Mrkdwn {
  if (agent !== null) return mrkdwn` for ${write(project === null ? agent : `${project}/${agent}`)}`;
  return project === null ? mrkdwn`` : mrkdwn` in ${write(project)}`;
}
