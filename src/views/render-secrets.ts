/** Which secrets an agent has: names, kinds and dates, as `lk agent secrets` tells. Nothing here ever saw a value. */
import type { AgentIdentity, AgentSecret, Health, SecretList } from "../platforms/port.ts";
import { agentCommand } from "./command-texts.ts";
import { createAnswer, type ReadOptions } from "./create-answer.ts";
import { boldText, codeText, escapeText } from "./escape-text.ts";
import { formatDate } from "./format-time.ts";
import { healthSign } from "./health-sign.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import type { View } from "./view.ts";
import { countWords, listWords } from "./word-lists.ts";

const KINDS: Readonly<Record<AgentSecret["kind"], Mrkdwn>> = {
  environment: mrkdwn`environment variable`,
  file: mrkdwn`file`,
  "image-pull": mrkdwn`image pull secret`,
  unknown: mrkdwn`unknown kind`,
};

export function renderSecrets(
  agent: AgentIdentity,
  { secrets, set }: SecretList,
  options: ReadOptions,
): View {
  const count = secrets.length === 0 ? mrkdwn`no secrets` : countWords(secrets.length, "secret");
  const inSet = set === null ? mrkdwn`` : mrkdwn` in the set ${codeText(set.name)}`;
  return createAnswer(
    {
      text: mrkdwn`${escapeText(agent.name)} in ${escapeText(agent.project)} has ${count}${inSet}.`,
      headline: mrkdwn`${boldText(`${agent.project}/${agent.name}`)} has ${count}${inSet}`,
      rows: [
        ...(set === null ? [] : [{ text: describeSet(set), items: 0 }]),
        ...secrets
          .toSorted((a, b) => (a.name < b.name ? -1 : 1))
          .map((secret) => ({ text: describeSecret(secret) })),
      ],
      notes: [
        mrkdwn`values are never read or shown`,
        agent.platform === "livekit"
          ? mrkdwn`LiveKit Cloud renews the update time at every deployment`
          : null,
      ],
      command: agentCommand("secrets", agent),
      buttons: [
        { label: "Update secrets…", command: agentCommand("update-secrets", agent) },
        { label: "Status", command: agentCommand("status", agent) },
      ],
    },
    options,
  );
}

function describeSecret({ name, kind, createdAt, updatedAt, deployments }: AgentSecret): Mrkdwn {
  return joinMrkdwn([
    codeText(name),
    KINDS[kind],
    createdAt === null ? null : mrkdwn`created ${formatDate(createdAt)}`,
    updatedAt === null ? null : mrkdwn`updated ${formatDate(updatedAt)}`,
    deployments.length === 0
      ? null
      : mrkdwn`only for ${listWords(deployments.map((deployment) => codeText(deployment)))}`,
  ]);
}

const SET_HEALTH: ReadonlyMap<string, Health> = new Map([
  ["ready", "healthy"],
  ["pending", "working"],
  ["failed", "failed"],
]);

/** A set that is not ready cannot be deployed with. */
function describeSet({ status, region, error }: NonNullable<SecretList["set"]>): Mrkdwn {
  return joinMrkdwn([
    mrkdwn`${healthSign(SET_HEALTH.get(status) ?? "unknown")} Status of the set: ${escapeText(status) || mrkdwn`unknown`}`,
    region === null ? null : codeText(region),
    error === null || error === "" ? null : codeText(error, 300),
  ]);
}
