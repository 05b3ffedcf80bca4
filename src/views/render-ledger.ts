/** The deployments of a Pipecat agent that Switchboard has seen, newest first: what one can go back to. */
import type { LedgerEntry } from "../operations/ledger-entry.ts";
import type { AgentIdentity, Health } from "../platforms/port.ts";
import { rollbackCommand } from "./change-commands.ts";
import { agentCommand } from "./command-texts.ts";
import { createAnswer, type ReadOptions } from "./create-answer.ts";
import { deploymentCode } from "./deployment-code.ts";
import { boldText, codeText, escapeText, mentionUser } from "./escape-text.ts";
import { formatDate } from "./format-time.ts";
import { HEALTH_SIGNS } from "./health-sign.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import type { Row } from "./rows.ts";
import type { View } from "./view.ts";
import { countWords } from "./word-lists.ts";

export interface CurrentDeployment {
  readonly id: string | null;
  /** The deployments whose settings are those of now. */
  readonly likeIt: ReadonlySet<string>;
}

export function renderLedger(
  agent: AgentIdentity,
  entries: readonly LedgerEntry[],
  current: CurrentDeployment,
  options: ReadOptions,
): View {
  const newestFirst = entries.toSorted((a, b) => b.firstSeenAt - a.firstSeenAt);
  const now =
    current.id === null
      ? mrkdwn`has no deployment now`
      : mrkdwn`runs deployment ${deploymentCode(current.id)}`;
  const count =
    entries.length === 0
      ? mrkdwn`none is on record yet`
      : mrkdwn`${countWords(entries.length, "deployment")} on record`;
  return createAnswer(
    {
      text: mrkdwn`${escapeText(agent.name)} in ${escapeText(agent.project)} ${now}; ${count}.`,
      headline: mrkdwn`${boldText(`${agent.project}/${agent.name}`)} ${now}; ${count}`,
      rows: newestFirst.map((entry) => entryRow(agent, entry, current)),
      notes: [mrkdwn`as Switchboard saw them: values of secrets and scaling are not part of a deployment`],
      command: agentCommand("versions", agent),
      buttons: [{ label: "Status", command: agentCommand("status", agent) }],
    },
    options,
  );
}

/** What never became healthy is no good place to go back to, and what is as now is none to go to. */
function entryRow(agent: AgentIdentity, entry: LedgerEntry, { id, likeIt }: CurrentDeployment): Row {
  const isCurrent = entry.deploymentId === id;
  const isLikeIt = !isCurrent && likeIt.has(entry.deploymentId);
  const text = describeEntry(entry, isCurrent, isLikeIt);
  if (isCurrent || isLikeIt || entry.outcome === "failed") return { text };
  return {
    text,
    button: { label: "Roll back to this", command: rollbackCommand(agent, entry.deploymentId) },
  };
}

function describeEntry(entry: LedgerEntry, isCurrent: boolean, isLikeIt: boolean): Mrkdwn {
  const health: Health = entry.outcome;
  const { sign, word } = HEALTH_SIGNS[health];
  const by = entry.askedBy === null ? mrkdwn`from elsewhere` : mrkdwn`by ${mentionUser(entry.askedBy)}`;
  const line = joinMrkdwn([
    mrkdwn`${sign} ${deploymentCode(entry.deploymentId)}${isCurrent ? mrkdwn` *current*` : mrkdwn``}`,
    entry.outcome === "unknown" ? mrkdwn`never seen healthy` : word,
    mrkdwn`seen since ${formatDate(entry.firstSeenAt)}`,
    by,
  ]);
  return joinMrkdwn([line, isLikeIt ? mrkdwn`same settings as now` : describeSettings(entry)], mrkdwn`\n`);
}

function describeSettings(entry: LedgerEntry): Mrkdwn | null {
  const settings = joinMrkdwn([
    entry.image === null ? null : mrkdwn`image ${codeText(entry.image)}`,
    entry.buildId === null ? null : mrkdwn`build ${codeText(entry.buildId)}`,
    entry.profile === null ? null : codeText(entry.profile),
    entry.secretSet === null ? null : mrkdwn`secret set ${codeText(entry.secretSet)}`,
    entry.krispAudioFilter === null ? null : mrkdwn`Krisp ${codeText(entry.krispAudioFilter)}`,
  ]);
  return settings === "" ? null : settings;
}
