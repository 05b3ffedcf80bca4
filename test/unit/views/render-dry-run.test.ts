import { describe, expect, it } from "vitest";
import type { PlanRemark } from "../../../src/operations/change-plan.ts";
import { CHANGE_VERBS, type ChangeAsked } from "../../../src/operations/change-request.ts";
import type { ApprovalRule } from "../../../src/policy/approval-rule.ts";
import { renderDryRun } from "../../../src/views/render-dry-run.ts";
import { deployPlan, deployRequest, rollbackPlan, rollbackRequest, rule } from "./change-fixtures.ts";
import { NOW } from "./fixtures.ts";
import { buttonsOf, show } from "./show.ts";

const command = "/agent rollback prod/support-line";
const linesOf = (changes: Partial<ApprovalRule>): string[] =>
  show(
    renderDryRun({ request: rollbackRequest, plan: rollbackPlan(), rule: rule(changes), command }, NOW),
  ).split("\n");

describe("renderDryRun", () => {
  it("shows the plan and the approval that it would take", () => {
    const view = renderDryRun({ request: rollbackRequest, plan: rollbackPlan(), rule: rule(), command }, NOW);
    expect(view.text).toBe(
      "Nothing was changed. The plan: *Roll back prod/support-line* `20250811090000` → `20250809003117`. It takes 1 approval (rule `prod.rollback`), by <@UADMIN>, <@UAPPROVER> or <@UOPERATOR>, but not by whoever asked, within 30 min.",
    );
    expect(show(view)).toMatchInlineSnapshot(`
      "⚪ Nothing was changed. The plan: *Roll back prod/support-line* \`20250811090000\` → \`20250809003117\`
      • 14 live sessions keep running; new ones get the old version
      • Secrets do not change: \`OPENAI_API_KEY\` and \`DEEPGRAM_API_KEY\`
      It takes 1 approval (rule \`prod.rollback\`), by <@UADMIN>, <@UAPPROVER> or <@UOPERATOR>, but not by whoever asked, within 30 min.
      _ Now: \`us-east\` and \`eu-central\` · 3 replicas · last deployed by <@UOPERATOR> 26 min ago
      [Roll back]"
    `);
    expect(buttonsOf(view)).toMatchObject([{ action_id: "command.run:0", value: command }]);
  });

  it("names groups as Slack does, because its one reader is not called, and says when nobody could approve", () => {
    expect(linesOf({ approvers: ["SONCALL"], fromEach: ["SONCALL"], selfApproval: true })).toContain(
      "It takes 1 approval (rule `prod.rollback`), by <!subteam^SONCALL>, within 30 min. Among them has to be one of <!subteam^SONCALL>.",
    );
    expect(linesOf({ approvals: 0 })).toContain(
      "It takes no approval (rule `prod.rollback`) and begins at once.",
    );
    expect(linesOf({ approvers: [] })).toContain(
      "Nobody can approve it: rule `prod.rollback` names no approver.",
    );
  });

  it("asks for the name before it deletes", () => {
    const request = { ...rollbackRequest, asked: { verb: "delete" } } as const;
    const view = renderDryRun(
      { request, plan: rollbackPlan(), rule: rule(), command: "/agent delete x" },
      NOW,
    );
    expect(buttonsOf(view)).toMatchObject([
      { text: { text: "Delete…" }, action_id: "command.ask:0", value: "/agent delete x --confirm" },
    ]);
  });
});

describe("what follows from a change", () => {
  const told = (asked: ChangeAsked, remarks: readonly PlanRemark[]): string[] => {
    const request = { ...deployRequest, asked };
    const view = renderDryRun({ request, plan: deployPlan({ remarks }), rule: rule(), command }, NOW);
    return show(view)
      .split("\n")
      .filter((line) => /^(•|⚠️)/.test(line));
  };
  const restart = { verb: "restart" } as const;

  it("is told for those who are on the phone, for each verb", () => {
    const asks: Record<(typeof CHANGE_VERBS)[number], ChangeAsked> = {
      rollback: { verb: "rollback", version: null },
      restart,
      deploy: { verb: "deploy", update: {} },
      scale: { verb: "scale", min: 1, max: null },
      promote: { verb: "promote", from: "canary" },
      delete: { verb: "delete" },
      create: { verb: "create", update: {} },
      "update-secrets": {
        verb: "update-secrets",
        write: [],
        remove: [],
        overwrite: false,
        set: null,
        host: null,
      },
      stop: { verb: "stop", session: null, room: null },
    };
    const lines = CHANGE_VERBS.filter((verb) => verb !== "stop").map(
      (verb) => `${verb} ${told(asks[verb], [{ kind: "live-sessions", count: 2 }])}`,
    );
    expect(lines.join("\n")).toMatchInlineSnapshot(`
      "rollback • 2 live sessions keep running; new ones get the old version
      restart • 2 live sessions keep running; new ones get a fresh replica
      deploy • 2 live sessions keep running; new ones get the new version
      scale • 2 live sessions keep running
      promote • 2 live sessions keep running; new ones get the new version
      delete • 2 live sessions now; no new one can begin afterwards
      create • 2 live sessions keep running; new ones get the new version
      update-secrets • 2 live sessions keep running"
    `);
    expect(told(restart, [{ kind: "live-sessions", count: 1 }])).toEqual([
      "• 1 live session keeps running; new ones get a fresh replica",
    ]);
    expect(told(restart, [{ kind: "live-sessions", count: 0 }])).toEqual([
      "• No live session when this was planned",
    ]);
  });

  it("names the warnings first", () => {
    const remarks: readonly PlanRemark[] = [
      { kind: "replicas-replaced" },
      { kind: "secrets-stay", names: null },
      { kind: "secret-values-not-restored" },
      { kind: "krisp-unknown" },
      { kind: "scaling-stays", min: 0, max: 10 },
      { kind: "warm-instances", count: 1 },
      { kind: "target-never-healthy" },
      { kind: "mutable-tag", image: "your-org/voice:latest" },
      { kind: "nothing-differs" },
      { kind: "irreversible" },
    ];
    expect(told(restart, remarks).join("\n")).toMatchInlineSnapshot(`
      "⚠️ What it goes to was never seen healthy
      ⚠️ \`your-org/voice:latest\` is a tag that can move: what it points to now is what is deployed
      ⚠️ Nothing differs from what runs now: no new deployment is made unless it is forced
      ⚠️ This cannot be undone
      • Every replica is replaced by a fresh one
      • Secrets do not change
      • Secret values are not versioned: it runs with those of today
      • The Krisp filter of back then is not on record, so it stays as it is
      • Scaling stays at 0 to 10 instances
      • 1 instance kept warm, paid for around the clock"
    `);
  });

  it("leaves mechanics out where it is known what callers notice", () => {
    expect(told(restart, [{ kind: "replicas-replaced" }])).toEqual([
      "• Every replica is replaced by a fresh one",
    ]);
    expect(told(restart, [{ kind: "replicas-replaced" }, { kind: "live-sessions", count: 0 }])).toEqual([
      "• No live session when this was planned",
    ]);
  });

  it("names a few secrets, and never a value", () => {
    const names = ["A", "B", "C", "D", "E", "F"];
    expect(told(restart, [{ kind: "secrets-stay", names }])).toEqual([
      "• Secrets do not change: `A`, `B`, `C`, `D` … and 2 more",
    ]);
  });
});
