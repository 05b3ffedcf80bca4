import { describe, expect, it } from "vitest";
import type { AuditEntry, AuditRow, AuditVerdict } from "../../../src/operations/audit-entry.ts";
import { type AuditList, formatSince, renderAudit } from "../../../src/views/render-audit.ts";
import { captionAuditExport, renderAuditExport } from "../../../src/views/render-audit-export.ts";
import { renderAuditVerdict } from "../../../src/views/render-audit-verdict.ts";
import { auditEntry } from "../operations/audit-fixture.ts";
import { checkSlackLimits } from "./check-slack-limits.ts";
import { asker, DAY, HOUR, MINUTE, NOW } from "./fixtures.ts";
import { commandsOf, show } from "./show.ts";

const rowsOf = (...entries: Partial<AuditEntry>[]): AuditRow[] =>
  entries
    .map((changes, index) => ({
      sequence: index + 1,
      entry: auditEntry(changes),
      hash: `${index}`.repeat(64),
    }))
    .toReversed();
const list = (changes: Partial<AuditList> = {}): AuditList => ({
  project: null,
  agent: null,
  rows: rowsOf({}),
  sinceMs: 7 * DAY,
  hasMore: false,
  ...changes,
});

describe("renderAudit", () => {
  it("says who did what, to which agent, under which rule and about which plan", () => {
    const rows = rowsOf(
      { comment: "callers hear silence" },
      { event: "approved", actor: "UAPPROVER", door: "button", comment: "confirmed <!channel>" },
      { event: "called", actor: "switchboard", door: "automatic", rule: null },
      {
        event: "ended",
        actor: "switchboard",
        door: "automatic",
        rule: null,
        planDigest: null,
        outcome: "succeeded",
      },
      {
        ...{ event: "locked", verb: "lock", operationId: null, rule: null, planDigest: null, comment: "" },
        project: "voice",
        agentName: "voice_starter",
      },
      { event: "exported", verb: "audit", project: "", agentName: "", operationId: null, planDigest: null },
      {
        event: "exported",
        verb: "audit",
        project: "prod",
        agentName: "",
        operationId: null,
        planDigest: null,
      },
    );
    const view = renderAudit(list({ rows }), asker);
    expect(view.text).toBe("The audit log has 7 entries from the last 7 days.");
    expect(show(view)).toMatchInlineSnapshot(`
      "Audit log: 7 entries from the last 7 days
      *exported* by <@UOPERATOR> · \`audit\` in *prod* · {2025-08-11 02:44 UTC}
      entry 7 · rule \`prod.rollback\` · by command

      *exported* by <@UOPERATOR> · \`audit\` · {2025-08-11 02:44 UTC}
      entry 6 · rule \`prod.rollback\` · by command

      *locked* by <@UOPERATOR> · \`lock\` of *voice/voice_starter* · {2025-08-11 02:44 UTC}
      entry 5 · by command

      *ended* by Switchboard · \`rollback\` of *prod/support-line* · outcome \`succeeded\` · {2025-08-11 02:44 UTC}
      entry 4 · \`7K2M9QW4ZT1C8RX5VB3D\`

      *called* by Switchboard · \`rollback\` of *prod/support-line* · {2025-08-11 02:44 UTC}
      entry 3 · plan \`4f2a91c0\` · \`7K2M9QW4ZT1C8RX5VB3D\`

      *approved* by <@UAPPROVER> · \`rollback\` of *prod/support-line* · {2025-08-11 02:44 UTC}
      “confirmed &lt;!channel&gt;”
      entry 2 · rule \`prod.rollback\` · plan \`4f2a91c0\` · by button · \`7K2M9QW4ZT1C8RX5VB3D\`

      *asked* by <@UOPERATOR> · \`rollback\` of *prod/support-line* · {2025-08-11 02:44 UTC}
      “callers hear silence”
      entry 1 · rule \`prod.rollback\` · plan \`4f2a91c0\` · by command · \`7K2M9QW4ZT1C8RX5VB3D\`
      _ as of {2025-08-11 02:44 UTC}
      [Verify] [Export CSV] [Refresh] [Share to channel]"
    `);
  });

  it("marks in red what passed over the approvals, and counts it in the first line", () => {
    const rows = rowsOf({}, { class: "break-glass", comment: "all calls fail" });
    expect(show(renderAudit(list({ rows }), asker))).toMatchInlineSnapshot(`
      "Audit log: 2 entries from the last 7 days · 🔴 1 by *break-glass*
      🔴 *break-glass* · *asked* by <@UOPERATOR> · \`rollback\` of *prod/support-line* · {2025-08-11 02:44 UTC}
      “all calls fail”
      entry 2 · rule \`prod.rollback\` · plan \`4f2a91c0\` · by command · \`7K2M9QW4ZT1C8RX5VB3D\`

      *asked* by <@UOPERATOR> · \`rollback\` of *prod/support-line* · {2025-08-11 02:44 UTC}
      entry 1 · rule \`prod.rollback\` · plan \`4f2a91c0\` · by command · \`7K2M9QW4ZT1C8RX5VB3D\`
      _ as of {2025-08-11 02:44 UTC}
      [Verify] [Export CSV] [Refresh] [Share to channel]"
    `);
  });

  it("counts what passed over the approvals once, however many entries it has", () => {
    const glass = { class: "break-glass" } as const;
    const rows = rowsOf(
      glass,
      { ...glass, event: "called" },
      { ...glass, event: "ended" },
      { ...glass, event: "denied", operationId: null },
      { ...glass, event: "denied", operationId: null },
    );
    expect(show(renderAudit(list({ rows, sinceMs: DAY }), asker)).split("\n")[0]).toBe(
      "Audit log: 5 entries from the last day · 🔴 3 by *break-glass*",
    );
  });

  it("keeps the question in the buttons", () => {
    const narrowed = list({ project: "prod", agent: "support line", sinceMs: 36 * HOUR });
    const view = renderAudit(narrowed, asker);
    expect(view.text).toBe("The audit log for prod/support line has 1 entry from the last 1 day 12 h.");
    const again = '/agent audit --project prod --agent "support line" --since 36h';
    expect(commandsOf(view)).toEqual({
      Verify: "/agent audit verify",
      "Export CSV": `${again} --export csv`,
      Refresh: again,
      "Share to channel": again,
    });
  });

  it("says that there is nothing, and offers no file of it", () => {
    const view = renderAudit(list({ rows: [], project: "prod" }), asker);
    expect(view.text).toBe("The audit log in prod has no entries from the last 7 days.");
    expect(Object.keys(commandsOf(view))).not.toContain("Export CSV");
  });

  it("says when it does not show all", () => {
    const view = renderAudit(list({ hasMore: true }), asker);
    expect(view.text).toBe("The audit log has more than 1 entry from the last 7 days.");
    expect(show(view)).toContain("the newest 1 entry");
    expect(show(view)).toContain("older ones are in an export");
  });

  it("cuts a long log into pages that Slack accepts", () => {
    const rows = rowsOf(
      ...Array.from({ length: 500 }, () => ({ comment: "*_~`<&>\n".repeat(70), agentName: "<@U1>" })),
    );
    const first = renderAudit(list({ rows }), asker);
    expect(checkSlackLimits(first)).toEqual([]);
    expect(show(first)).toMatch(/page 1 of \d\d/);
    expect(checkSlackLimits(renderAudit(list({ rows }), { ...asker, page: 9999 }))).toEqual([]);
  });
});

describe("formatSince", () => {
  it.each([
    [7 * DAY, "7d"],
    [36 * HOUR, "36h"],
    [90 * MINUTE, "90m"],
    [DAY, "1d"],
  ])("writes %i ms as %s", (sinceMs, text) => {
    expect(formatSince(sinceMs)).toBe(text);
  });
});

describe("renderAuditVerdict", () => {
  const head = "ab".repeat(32);

  const showVerdict = (verdict: AuditVerdict): string => {
    const view = renderAuditVerdict(verdict, NOW);
    expect(checkSlackLimits(view)).toEqual([]);
    return show(view);
  };

  it("gives the newest hash of an intact log, to be noted down", () => {
    expect(showVerdict({ intact: true, count: 42, head })).toMatchInlineSnapshot(`
      "🟢 *The audit log is intact, with 42 entries*
      Note down the number and the newest hash; who has them can prove later that nothing up to here was changed: \`abababababababababababababababababababababababababababababababab\`
      _ every hash was computed once more · as of {2025-08-11 02:44 UTC}
      [Audit log] [Verify again]"
    `);
  });

  it("says in red where a log is broken, what that means and what to do", () => {
    const verdict = { intact: false, count: 42, brokenAt: 17 } as const;
    expect(renderAuditVerdict(verdict, NOW).text).toBe(
      "The audit log was tampered with at entry 17; it has 42 entries.",
    );
    expect(showVerdict(verdict)).toMatchInlineSnapshot(`
      "🔴 *The audit log was tampered with at entry 17; it has 42 entries*
      The hashes fit before entry 17, and no more from there on: something other than Switchboard changed, removed or put in what stands there, and it proves nothing.
      Keep an export, compare it with an earlier one or with a hash that somebody noted down, and find out who had access to the Cloudflare account.
      _ every hash was computed once more · as of {2025-08-11 02:44 UTC}
      [Export JSONL] [Audit log] [Verify again]"
    `);
    expect(showVerdict({ ...verdict, brokenAt: 1 })).toContain(
      "The hashes do not fit from the first entry on:",
    );
  });

  it("calls an empty log empty", () => {
    expect(showVerdict({ intact: true, count: 0, head: null })).toMatchInlineSnapshot(`
      "⚪ *The audit log is empty*
      Nothing was asked for yet, so there is nothing to verify.
      _ every hash was computed once more · as of {2025-08-11 02:44 UTC}
      [Audit log] [Verify again]"
    `);
  });
});

describe("renderAuditExport", () => {
  it("says where the file is and who can read it", () => {
    const exported = { fileName: "audit-2025-08-11.csv", count: 42, hasMore: false, by: "UADMIN" };
    const view = renderAuditExport(exported);
    expect(checkSlackLimits(view)).toEqual([]);
    expect(show(view)).toMatchInlineSnapshot(`
      "\`audit-2025-08-11.csv\` with 42 entries is in this conversation; everybody here can read it.
      _ the log says that you took it"
    `);
    expect(captionAuditExport(exported)).toBe("The audit log with 42 entries, exported by <@UADMIN>.");
    expect(show(renderAuditExport({ ...exported, hasMore: true }))).toContain("the newest 42 entries");
  });
});
