/** An agent on Pipecat Cloud: whether it takes calls, what its newest revision is doing, and why it cannot. */
import type { AgentHold } from "../operations/agent-hold.ts";
import type { PipecatAgentStatus } from "../platforms/port.ts";
import { rollbackButton } from "./change-buttons.ts";
import { agentCommand } from "./command-texts.ts";
import { createAnswer, type ReadOptions } from "./create-answer.ts";
import { describeHold } from "./describe-hold.ts";
import { describeRevisions } from "./describe-revisions.ts";
import { boldText, codeText, escapeText } from "./escape-text.ts";
import { formatDate, formatDuration } from "./format-time.ts";
import { healthSign } from "./health-sign.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import type { View } from "./view.ts";
import { countWords } from "./word-lists.ts";

/** `hold`: who keeps others from changing it. */
export function renderPipecatStatus(status: PipecatAgentStatus, options: ReadOptions, hold: AgentHold): View {
  const { agent } = status;
  const { condition, consequence } = describeCondition(status);
  return createAnswer(
    {
      text: mrkdwn`${escapeText(agent.name)} in ${escapeText(agent.project)} ${condition}: ${consequence}.`,
      headline: mrkdwn`${healthSign(status.health)} ${boldText(`${agent.project}/${agent.name}`)} ${condition} · ${consequence}`,
      rows: [
        ...describeHold(hold, options),
        ...[...describeRevisions(status, options.now), describeFlags(status), describeSettings(status)].map(
          (text) => ({ text }),
        ),
      ],
      notes: [
        mrkdwn`Pipecat Cloud`,
        status.region === null ? null : codeText(status.region),
        status.updatedAt === null ? null : mrkdwn`updated ${formatDate(status.updatedAt)}`,
      ],
      command: agentCommand("status", agent),
      buttons: [
        { label: "Versions", command: agentCommand("versions", agent) },
        { label: "Logs", command: agentCommand("logs", agent) },
        // Somebody has it already: that would only be refused.
        hold.operation ? null : rollbackButton(agent),
        { label: "Sessions", command: agentCommand("sessions", agent) },
        { label: "Secrets", command: agentCommand("secrets", agent) },
      ],
    },
    options,
  );
}

/** What is the case, and what follows from it for somebody who calls. */
function describeCondition(status: PipecatAgentStatus): { condition: Mrkdwn; consequence: Mrkdwn } {
  const takesCalls = status.available ? mrkdwn`it takes new calls` : mrkdwn`it takes no new calls`;
  switch (status.health) {
    case "healthy":
      return {
        condition: mrkdwn`is healthy`,
        consequence: countWords(status.activeSessions, "live session"),
      };
    case "asleep":
      return {
        condition: mrkdwn`is asleep`,
        consequence: mrkdwn`scaled to zero, wakes with the next call (about 10 s)`,
      };
    case "working":
      return {
        condition: mrkdwn`is working on a change`,
        consequence: status.available ? mrkdwn`it takes calls meanwhile` : mrkdwn`it takes no calls yet`,
      };
    case "failed":
      return { condition: describeFailure(status), consequence: describeWhatIsLeft(status) };
    case "unknown":
      return { condition: mrkdwn`is in a state that I do not know`, consequence: takesCalls };
  }
}

function describeFailure({ ready, available }: PipecatAgentStatus): Mrkdwn {
  if (ready) return mrkdwn`reports errors`;
  return available ? mrkdwn`cannot start its new version` : mrkdwn`cannot start`;
}

function describeWhatIsLeft({ available, previous }: PipecatAgentStatus): Mrkdwn {
  if (!available) return mrkdwn`it takes no calls`;
  return previous ? mrkdwn`the old one still takes calls` : mrkdwn`it still takes calls`;
}

function describeFlags({ ready, available, activeSessions }: PipecatAgentStatus): Mrkdwn {
  const yesOrNo = (flag: boolean): Mrkdwn => (flag ? mrkdwn`yes` : mrkdwn`no`);
  return joinMrkdwn([
    mrkdwn`Newest version ready: ${yesOrNo(ready)}`,
    mrkdwn`takes new calls: ${yesOrNo(available)}`,
    countWords(activeSessions, "live session"),
  ]);
}

function describeSettings(status: PipecatAgentStatus): Mrkdwn {
  const { scaling, profile, image, buildId, secretSet, imagePullSecretSet, maxSessionSeconds } = status;
  return joinMrkdwn([
    scaling === null
      ? mrkdwn`Scaling not told`
      : mrkdwn`Scales from ${scaling.min} to ${countWords(scaling.max, "replica")}`,
    profile === null ? null : mrkdwn`profile ${codeText(profile)}`,
    image === null ? null : mrkdwn`image ${codeText(image)}`,
    buildId === null ? null : mrkdwn`build ${codeText(buildId)}`,
    secretSet === null ? mrkdwn`no secret set` : mrkdwn`secret set ${codeText(secretSet)}`,
    imagePullSecretSet === null ? null : mrkdwn`image pull secret ${codeText(imagePullSecretSet)}`,
    maxSessionSeconds === null ? null : mrkdwn`calls end after ${formatDuration(maxSessionSeconds * 1000)}`,
    status.krispAudioFilter === null ? null : mrkdwn`Krisp ${codeText(status.krispAudioFilter)}`,
  ]);
}
