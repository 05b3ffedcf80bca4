import { type Result, succeed } from "../../failure.ts";
import type { LineCount, LogTail, LogTailOptions } from "../log-tail.ts";
import { selectLogLines } from "../select-log-lines.ts";
import { type LogPiece, toLogLines } from "../to-log-lines.ts";
import type { WireLogPage } from "./log-schemas.ts";
import type { LogQuery, PipecatClient } from "./pipecat-client.ts";

/** What the official CLI asks for; whether the platform gives more at once is not documented. */
const PAGE_ENTRIES = 100;
const MAX_PAGES = 10;
/** Characters, after which no other page is asked for: one may be as long again, and a Worker has 128 MB for everything. */
const MAX_HELD = 8 * 1024 * 1024;

/**
 * The newest lines, a hundred entries with each call. The platform searches and tells times apart; what it gives is
 * looked through again, because how it searches is not documented.
 */
export async function readLogTail(
  client: PipecatClient,
  name: string,
  options: LogTailOptions,
): Promise<Result<LogTail>> {
  const { lines, deploymentId, sessionId = null, since = null, grep = null } = options;
  if (lines < 1) return succeed({ ...NOTHING, ...selectLogLines([], options) });
  const ask = (more: Pick<LogQuery, "limit" | "offset" | "query">) =>
    client.listLogs(name, { deploymentId, sessionId, since, ...more });
  // Only to say how much was searched: where that cannot be told, the lines do without it.
  const counting = grep === null ? null : ask({ limit: 1, offset: 0, query: null });
  const read = await readEntries(lines, (limit, offset) => ask({ limit, offset, query: grep }));
  const counted = await counting;
  if (!read.ok) return read;

  const { entries, total, isWhole } = read.value;
  const selected = selectLogLines(toLogLines(entries.toReversed()), options);
  const seen = selected.matched.count;
  // It counts entries, and those that it found in a way of its own.
  const told = total !== null && total.count >= seen ? total : { count: seen, isAtLeast: true };
  const matched = isWhole ? selected.matched : told;
  const searched = grep === null ? matched : counted?.ok ? countOf(counted.value) : null;
  return succeed({ ...NOTHING, ...selected, matched, searched });
}

const NOTHING = { isCut: false, isAsleep: false, region: null } as const;

interface Entries {
  /** Newest first. */
  readonly entries: readonly LogPiece[];
  /** As many as the platform says that there are; null when it does not. */
  readonly total: LineCount | null;
  /** There are no others. */
  readonly isWhole: boolean;
}

async function readEntries(
  wanted: number,
  ask: (limit: number, offset: number) => Promise<Result<WireLogPage>>,
): Promise<Result<Entries>> {
  const limit = Math.min(wanted, PAGE_ENTRIES);
  let entries: readonly LogPiece[] = [];
  let total: LineCount | null = null;
  let held = 0;
  for (let page = 0; page < MAX_PAGES && entries.length < wanted && held < MAX_HELD; page += 1) {
    const answer = await ask(limit, page * limit);
    if (!answer.ok && page === 0) return answer;
    if (!answer.ok) break;
    const { logs } = answer.value;
    total ??= countOf(answer.value);
    held += logs.reduce((sum, { log }) => sum + log.length, 0);
    entries = appendPage(
      entries,
      logs.map(({ log, timestamp, deploymentId }) => ({
        text: log,
        at: timestamp,
        deployment: deploymentId,
      })),
    );
    if (logs.length < limit) return succeed({ entries, total, isWhole: true });
  }
  return succeed({ entries, total, isWhole: false });
}

/** What was written between two calls moves all others on, so a page may begin with what was given before, or with what is newer. */
function appendPage(before: readonly LogPiece[], given: readonly LogPiece[]): readonly LogPiece[] {
  const oldest = before.at(-1)?.at ?? null;
  const isOlder = ({ at }: LogPiece): boolean => oldest === null || at === null || at <= oldest;
  const from = given.findIndex(isOlder);
  const page = from < 0 ? [] : given.slice(from);
  const isSame = (one: LogPiece | undefined, other: LogPiece | undefined): boolean =>
    one?.text === other?.text && one?.at === other?.at;
  let shared = Math.min(before.length, page.length);
  while (shared > 0 && !page.slice(0, shared).every((piece, at) => isSame(piece, before.at(at - shared))))
    shared -= 1;
  return [...before, ...page.slice(shared)];
}

function countOf({ total }: WireLogPage): LineCount | null {
  return total.value === null ? null : { count: total.value, isAtLeast: total.relation === "gte" };
}
