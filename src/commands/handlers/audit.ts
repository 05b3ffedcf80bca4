import { type Result, succeed } from "../../failure.ts";
import type { AuditRecord } from "../../operations/audit-record.ts";
import { renderAudit } from "../../views/render-audit.ts";
import { renderAuditVerdict } from "../../views/render-audit-verdict.ts";
import { renderJson } from "../../views/render-json.ts";
import { type Answer, answerWith, type CommandContext, type Handler } from "../command-context.ts";
import { usageFor } from "../command-table.ts";
import { doubtQuestion } from "./doubt-question.ts";
import { exportAudit } from "./export-audit.ts";
import { parseRecordQuestion } from "./parse-record-question.ts";

const WEEK_MS = 7 * 24 * 60 * 60_000;
/** More than anybody reads in Slack. */
const MAX_LISTED = 500;
/** About 10 MB, which passes between the objects in one piece. */
const MAX_EXPORTED = 10_000;

/** `/agent audit`: who did what; `verify` proves the log, `--export` gives it as a file. */
export const audit: Handler<"agent.audit"> = async (input, context) => {
  if (input.action === "verify") return await verify(input.json, context);
  const question = parseRecordQuestion(input, usageFor("agent.audit"));
  if (!question.ok) return question;
  const { project, agent } = question.value;
  const { deps, asking, workspace } = context;
  const now = deps.now();
  const sinceMs = input.since ?? WEEK_MS;
  const limit = input.export === null ? MAX_LISTED : MAX_EXPORTED;
  const read = (since: number, most: number): Promise<readonly AuditRecord[]> =>
    workspace.listAudit({ since, until: null, project, agentId: agent, limit: most });
  const found = await read(now - sinceMs, limit + 1);
  const isKnown = found.length > 0 || (await read(0, 1)).length > 0;
  const known = isKnown
    ? succeed(null)
    : await doubtQuestion(question.value, "the audit log", deps.openPlatforms());
  if (!known.ok) return known;

  const list = { ...question.value, sinceMs, rows: found.slice(0, limit), hasMore: found.length > limit };
  if (input.export !== null && found.length > 0) return await exportAudit(input.export, list, context);
  const { audience } = asking;
  const view = input.json
    ? renderJson(list.rows.map(({ sequence, hash, entry }) => ({ sequence, hash, ...entry })))
    : renderAudit(list, { now, audience, page: input.page ?? 1 });
  return succeed(answerWith(view, asking));
};

async function verify(json: boolean, { deps, asking, workspace }: CommandContext): Promise<Result<Answer>> {
  const verdict = await workspace.verifyAudit();
  return succeed(answerWith(json ? renderJson(verdict) : renderAuditVerdict(verdict, deps.now()), asking));
}
