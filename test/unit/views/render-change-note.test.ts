import { describe, expect, it } from "vitest";
import { renderChangeNote } from "../../../src/views/render-change-note.ts";
import {
  accepted,
  approval,
  crash,
  deployCard,
  ENDED,
  rollbackCard,
  rollbackPlan,
  rule,
} from "./change-fixtures.ts";
import { HOUR, MINUTE, NOW } from "./fixtures.ts";
import { show } from "./show.ts";

const waiting = rollbackCard({ phase: "awaiting-approval", expiresAt: NOW + HOUR });

describe("the notes in the thread of a change", () => {
  it("tell who approved, and what they said", () => {
    const card = { ...waiting, approvals: [approval], rule: rule({ approvals: 2 }) };
    const note = { kind: "approved", by: "UAPPROVER", comment: "confirmed" } as const;
    expect(renderChangeNote(note, card).text).toBe("<@UAPPROVER> approved: “confirmed” (1 of 2).");
    expect(renderChangeNote({ ...note, comment: null }, card).text).toBe("<@UAPPROVER> approved (1 of 2).");
  });

  it("call the approvers again when the plan changed, because an edited card calls nobody", () => {
    const was = rollbackPlan().changes;
    const plan = rollbackPlan({
      changes: [{ what: "version", before: "20250811093000", after: "20250809003117" }],
    });
    const card = { ...waiting, plan, planNumber: 2, rule: rule({ approvers: ["UADMIN", "SONCALL"] }) };
    expect(renderChangeNote({ kind: "plan-voided", was }, card).text).toMatchInlineSnapshot(
      `"↻ The agent changed before anything was called, so the approvals are void and nothing was done. What was approved: version \`20250811090000\` → \`20250809003117\`. Now it would be: *Roll back prod/support-line* \`20250811093000\` → \`20250809003117\`. It takes 1 approval again, by <@UADMIN> or <!subteam^SONCALL>."`,
    );
  });

  it("do not claim that nothing was called where a call may have taken effect", () => {
    const doubtful = { ...waiting, planNumber: 2, isDoubtful: true };
    const { text } = renderChangeNote({ kind: "plan-voided", was: [] }, doubtful);
    expect(text).toMatch(
      /^↻ The agent changed, so the approvals are void and it was not done again; whether the first call took effect is not known\. Now it would be: /,
    );
  });

  it("tell the trouble and the last line of the output", () => {
    const view = renderChangeNote(
      { kind: "trouble", trouble: crash },
      deployCard({ phase: "proposed", expiresAt: NOW + 30 * MINUTE }),
    );
    expect(show(view)).toMatchInlineSnapshot(`
      "⚠️ The deployment of voice/voice-starter is in trouble: \`CrashLoopBackOff\` · last exit 1 · restarts 12.
      \`ModuleNotFoundError: No module named 'openai'\`"
    `);
  });

  it("call who asked once it is over, with the result in one sentence", () => {
    const done = rollbackCard({ phase: "succeeded", endedAt: ENDED }, accepted);
    expect(show(renderChangeNote({ kind: "state" }, done))).toBe(
      "<@UOPERATOR> 🟢 *Rolled back prod/support-line* to `20250809003117` in 1 min 21 s. Healthy in `us-east` and `eu-central` since {2025-08-11 02:45 UTC}.",
    );
    const failed = deployCard({
      phase: "failed",
      endedAt: ENDED,
      trouble: crash,
      keptBy: null,
      rollbackId: null,
      stuck: null,
      stillServing: null,
    });
    expect(show(renderChangeNote({ kind: "state" }, failed))).toBe(
      "<@UOPERATOR> 🔴 *The deployment of voice/voice-starter failed* after 1 min 52 s. It reports `CrashLoopBackOff`. Nothing more happens by itself.",
    );
  });

  it("call the on-call group when the approvals were passed over", () => {
    const card = rollbackCard({ phase: "executing" }, { breakGlass: true, reason: "nobody awake" });
    expect(renderChangeNote({ kind: "break-glass", onCall: "SONCALL", skippedLock: null }, card).text).toBe(
      "🚨 <!subteam^SONCALL> *Break-glass*: <@UOPERATOR> skipped the approvals (rule `prod.rollback`) to roll back *prod/support-line*: “nobody awake”.",
    );
    expect(renderChangeNote({ kind: "break-glass", onCall: null, skippedLock: null }, card).text).toMatch(
      /^🚨 \*Break-glass\*/,
    );
  });

  it("tell the whole plan, and call nobody with it", () => {
    const names = ["A_KEY", "B_KEY", "C_KEY", "D_KEY", "E_KEY", "F_KEY"];
    const plan = rollbackPlan({
      remarks: [
        { kind: "replicas-replaced" },
        { kind: "live-sessions", count: 3 },
        { kind: "secrets-stay", names },
      ],
    });
    const view = renderChangeNote({ kind: "plan-details" }, { ...waiting, plan });
    expect(show(view)).toMatchInlineSnapshot(`
      "Plan 1 \`4f2a91c0d3e5\`: *Roll back prod/support-line* \`20250811090000\` → \`20250809003117\`
      • Every replica is replaced by a fresh one
      • 3 live sessions keep running; new ones get the old version
      • Secrets do not change: \`A_KEY\`, \`B_KEY\`, \`C_KEY\`, \`D_KEY\`, \`E_KEY\` and \`F_KEY\`
      • Rule \`prod.rollback\`: 1 approval within 30 min"
    `);
    expect(show(view)).not.toMatch(/<[@!]/);
  });

  it("tell with the plan what the headline leaves out", () => {
    expect(
      show(
        renderChangeNote(
          { kind: "plan-details" },
          deployCard({ phase: "proposed", expiresAt: NOW + 30 * MINUTE }),
        ),
      ),
    ).toContain(
      [
        "`your-org/voice:0.8` → `your-org/voice:0.9`",
        "• profile `agent-1x` → `agent-2x`",
        "• minimum instances `0` → `1`",
        "• 2 live sessions",
      ].join("\n"),
    );
  });
});

describe("the tail of a log in the thread", () => {
  const tail = (lines: readonly string[]): string => {
    const block = renderChangeNote({ kind: "log-tail", lines }, waiting).blocks[1];
    const element = block?.type === "rich_text" ? block.elements[0] : undefined;
    const part = element?.type === "rich_text_preformatted" ? element.elements[0] : undefined;
    return part?.type === "text" ? part.text : "";
  };

  it("is the newest twenty lines as they were written", () => {
    const lines = Array.from(
      { length: 30 },
      (_, index) => `${"  ".repeat(index % 3)}line ${index} <!channel> \`x\``,
    );
    expect(tail(lines).split("\n")).toEqual(lines.slice(-20));
  });

  it("has no colours of a terminal and nothing invisible", () => {
    expect(tail(["\u001b[31mError:\u001b[0m bad\u0007", "a\tb \u202egnp", ""])).toBe(
      "Error: bad\ufffd\na    b \ufffdgnp",
    );
  });

  it("drops the oldest of what is too long, and shortens a line that would fill it alone", () => {
    const shown = tail(Array.from({ length: 20 }, (_, index) => `${index} ${"x".repeat(600)}`)).split("\n");
    expect(shown.at(-1)).toMatch(/^19 x+…$/);
    expect(shown.length).toBeLessThan(20);
    expect(shown.map((line) => Number.parseInt(line, 10))).toEqual(
      Array.from({ length: shown.length }, (_, index) => 20 - shown.length + index),
    );
  });

  it("says so when there is nothing", () => {
    for (const lines of [[], ["", "  "]]) {
      expect(show(renderChangeNote({ kind: "log-tail", lines }, waiting))).toBe(
        "The log of prod/support-line has no lines to show.",
      );
    }
  });
});
