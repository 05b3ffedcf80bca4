/** The versions of an agent, newest first: everything that `lk agent versions` tells. */
import type { AgentIdentity, AgentVersion, LiveKitRegion } from "../platforms/port.ts";
import { rollbackCommand } from "./change-commands.ts";
import { agentCommand } from "./command-texts.ts";
import { createAnswer, type ReadOptions } from "./create-answer.ts";
import { shortenCommit } from "./describe-planned-changes.ts";
import { boldText, codeText, escapeText } from "./escape-text.ts";
import { formatAgo, formatDate, formatDuration } from "./format-time.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import type { View } from "./view.ts";
import { countWords, listWords } from "./word-lists.ts";

const ATTRIBUTES_SHOWN = 6;
const HOUR_MS = 60 * 60_000;
/** Where `lk` looks for the digest of the image (livekit-cli cmd/lk/agent.go). */
const DIGEST_ATTRIBUTE = "image_digest";
const PRODUCTION = "production";
/** Ours, on what Switchboard has deployed. */
const OPERATION_ATTRIBUTE = "switchboard_operation";

/** Where versions run: a list of versions does not say to which deployment one belongs. */
export type Places = readonly Pick<LiveKitRegion, "deployment" | "version">[];

export function renderVersions(
  agent: AgentIdentity,
  versions: readonly AgentVersion[],
  places: Places,
  options: ReadOptions,
): View {
  const newestFirst = versions.toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0));
  const summary = summarize(newestFirst, options.now);
  const current = newestFirst.find((version) => version.current);
  return createAnswer(
    {
      text: mrkdwn`${escapeText(agent.name)} in ${escapeText(agent.project)} ${summary}.`,
      headline: mrkdwn`${boldText(`${agent.project}/${agent.name}`)} ${summary}`,
      rows: newestFirst.map((version) => ({
        text: describeVersion(version, places, options.now),
        ...(isTarget(version, current) && {
          button: { label: "Roll back to this", command: rollbackCommand(agent, version.version) },
        }),
      })),
      notes: [codeText(agent.id)],
      command: agentCommand("versions", agent),
      buttons: [{ label: "Status", command: agentCommand("status", agent) }],
    },
    options,
  );
}

/** One goes back to what was in service before. What is newer than the current one was left for a reason; `--version` names it. */
const isTarget = (
  { deployedAt, createdAt, current }: AgentVersion,
  serving: AgentVersion | undefined,
): boolean =>
  !current && deployedAt !== null && (createdAt ?? 0) <= (serving?.createdAt ?? Number.POSITIVE_INFINITY);

function summarize(versions: readonly AgentVersion[], now: number): Mrkdwn {
  if (versions.length === 0) return mrkdwn`has no version yet`;
  const current = versions.find((version) => version.current);
  const count = countWords(versions.length, "version");
  if (!current) return mrkdwn`has ${count}, and none of them is current`;
  const since =
    current.deployedAt === null ? null : mrkdwn`, current for ${formatDuration(now - current.deployedAt)}`;
  return mrkdwn`runs version ${codeText(current.version)}${since ?? mrkdwn``}; it has ${count}`;
}

function describeVersion(version: AgentVersion, places: Places, now: number): Mrkdwn {
  const { deployedAt, createdAt } = version;
  const line = joinMrkdwn([
    mrkdwn`${codeText(version.version)}${describeFlags(version)}${describePlaces(version, places)}`,
    version.status === "" ? null : escapeText(version.status),
    deployedAt === null
      ? mrkdwn`never deployed`
      : mrkdwn`deployed ${formatDate(deployedAt)} (${formatAgo(deployedAt, now)})`,
    createdAt === null || isNear(createdAt, deployedAt) ? null : mrkdwn`created ${formatDate(createdAt)}`,
  ]);
  const details = describeAttributes(version.attributes);
  return details === null ? line : mrkdwn`${line}\n${details}`;
}

/** Then two dates tell no more than one, and a phone has no room for both. */
const isNear = (createdAt: number, deployedAt: number | null): boolean =>
  deployedAt !== null && Math.abs(deployedAt - createdAt) <= HOUR_MS;

function describeFlags({ current, active, draining }: AgentVersion): Mrkdwn {
  const flags = [current && mrkdwn`current`, active && mrkdwn`active`, draining && mrkdwn`draining`];
  const words = joinMrkdwn(
    flags.filter((flag) => flag !== false),
    mrkdwn`, `,
  );
  return words === "" ? words : mrkdwn` *${words}*`;
}

/**
 * The named deployments that run it. The current one is production's, and a place whose version the platform left out
 * goes by that too, so of the current one nothing is said.
 */
function describePlaces({ version, current }: AgentVersion, places: Places): Mrkdwn {
  if (current) return mrkdwn``;
  const names = new Set(
    places.flatMap((place) =>
      place.version === version && place.deployment !== null && place.deployment !== PRODUCTION
        ? [place.deployment]
        : [],
    ),
  );
  return names.size === 0 ? mrkdwn`` : mrkdwn` in ${listWords([...names].map((name) => codeText(name)))}`;
}

/** "git_branch `main`, git_commit `4f2a91c`, digest `sha256:…`". */
function describeAttributes(attributes: Readonly<Record<string, string>>): Mrkdwn | null {
  const { [DIGEST_ATTRIBUTE]: digest, [OPERATION_ATTRIBUTE]: operation, ...others } = attributes;
  const names = Object.keys(others).toSorted();
  const rest = names.length - ATTRIBUTES_SHOWN;
  const parts = [
    ...names
      .slice(0, ATTRIBUTES_SHOWN)
      .map((name) => mrkdwn`${escapeText(name)} ${codeText(shortenCommit(others[name] ?? ""))}`),
    rest > 0 ? mrkdwn`… and ${rest} more` : null,
    digest === undefined ? null : mrkdwn`digest ${codeText(digest)}`,
    operation === undefined ? null : mrkdwn`by operation ${codeText(operation)}`,
  ];
  return joinMrkdwn(parts, mrkdwn`, `) || null;
}
