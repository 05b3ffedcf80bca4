/** One session of an agent on Pipecat Cloud: how it went and what it used. */
import type { AgentIdentity } from "../platforms/port.ts";
import type { Percentiles, SessionDetail } from "../platforms/sessions.ts";
import { agentCommand } from "./command-texts.ts";
import { createAnswer, type ReadOptions } from "./create-answer.ts";
import { describeSession } from "./describe-session.ts";
import { boldText, codeText, escapeText } from "./escape-text.ts";
import { formatDate } from "./format-time.ts";
import { formatBytes } from "./format-usage.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { sessionCommand, sessionLogsButton, stopSessionButton } from "./session-commands.ts";
import type { View } from "./view.ts";
import { listWords } from "./word-lists.ts";

const MEETINGS_SHOWN = 10;

export function renderSession(
  agent: AgentIdentity,
  session: SessionDetail,
  options: ReadOptions & { readonly current: string | null },
): View {
  const { id, endedAt, metrics } = session;
  const facts = describeSession(session, options.current, options.now);
  const used = metrics && [
    describeUse(mrkdwn`CPU`, metrics.cpu, formatMillicores),
    describeUse(mrkdwn`memory`, metrics.memory, formatBytes),
  ];
  const rows: readonly (Mrkdwn | null)[] = [
    endedAt === null ? null : mrkdwn`ended ${formatDate(endedAt)}`,
    used === null ? mrkdwn`CPU and memory: not measured${endedAt === null ? mrkdwn` yet` : mrkdwn``}` : null,
    ...(used ?? []),
    describeMeetings(session),
  ];
  return createAnswer(
    {
      text: mrkdwn`Session ${codeText(id)} of ${escapeText(agent.name)} in ${escapeText(agent.project)}: ${facts}.`,
      headline: mrkdwn`Session ${codeText(id)} of ${boldText(`${agent.project}/${agent.name}`)}\n${facts}`,
      rows: rows.flatMap((text) => (text === null ? [] : [{ text }])),
      notes: [metrics === null || metrics.samples === null ? null : mrkdwn`from ${metrics.samples} samples`],
      command: sessionCommand(agent, id),
      buttons: [
        sessionLogsButton(agent, id),
        endedAt === null ? stopSessionButton(agent, id) : null,
        { label: "Sessions", command: agentCommand("sessions", agent) },
      ],
    },
    options,
  );
}

const formatMillicores = (millicores: number): Mrkdwn => mrkdwn`${Math.round(millicores)}m`;

/** "CPU 120m in the middle, 310m at p90, 480m at p99"; null where nothing was told. */
function describeUse(what: Mrkdwn, { p50, p90, p95, p99 }: Percentiles, format: (value: number) => Mrkdwn) {
  const told = [
    ["p50", p50],
    ["p90", p90],
    ["p95", p95],
    ["p99", p99],
  ] as const;
  const shares = told.flatMap(([name, value]) =>
    value === null ? [] : [mrkdwn`${escapeText(name)} ${format(value)}`],
  );
  return shares.length === 0 ? null : mrkdwn`${what}: ${joinMrkdwn(shares)}`;
}

function describeMeetings({ meetings }: SessionDetail): Mrkdwn | null {
  const ids = meetings.flatMap(({ meetingId }) => (meetingId === null ? [] : [codeText(meetingId)]));
  if (ids.length === 0) return null;
  return mrkdwn`${ids.length === 1 ? mrkdwn`meeting` : mrkdwn`meetings`} ${listWords(ids, "and", MEETINGS_SHOWN)}`;
}
