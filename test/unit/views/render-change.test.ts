import { describe, expect, it } from "vitest";
import type { ChangePlan } from "../../../src/operations/change-plan.ts";
import { renderChange } from "../../../src/views/render-change.ts";
import {
  accepted,
  approval,
  crash,
  deployCard,
  deployPlan,
  ENDED,
  OPERATION_ID,
  rollbackCard,
  rollbackPlan,
  rollbackRequest,
  rule,
} from "./change-fixtures.ts";
import { MINUTE, NOW, SECOND } from "./fixtures.ts";
import { buttonsOf, commandsOf, show, showBlocks } from "./show.ts";

const expiresAt = NOW + 30 * MINUTE;
const waiting = rollbackCard({ phase: "awaiting-approval", expiresAt });
const begun = { calledAt: NOW, acceptedAt: NOW + 2 * SECOND };

describe("the card of a change that waits for approval", () => {
  it("shows what will change, what follows from it, and who can say yes", () => {
    const view = renderChange(waiting);
    expect(view.text).toBe(
      "<@UOPERATOR> asks to roll back *prod/support-line* `20250811090000` → `20250809003117`: “callers hear silence since 02:10”; 0 of 1 approvals so far.",
    );
    expect(show(view)).toMatchInlineSnapshot(`
      "⏳ *Roll back prod/support-line* \`20250811090000\` → \`20250809003117\`
      <@UOPERATOR> asks: “callers hear silence since 02:10”
      • 14 live sessions keep running; new ones get the old version
      • Secrets do not change: \`OPENAI_API_KEY\` and \`DEEPGRAM_API_KEY\`
      *0 of 1 approvals* · <@UADMIN> or <@UAPPROVER> can approve; not <@UOPERATOR>, who asked
      Expires {2025-08-11 03:14 UTC}
      plan "Rollback of prod/support-line"
        complete: Plan
        in_progress: Approval 0 of 1
        pending: Roll back
        pending: Watch until healthy
      _ Now: \`us-east\` and \`eu-central\` · 3 replicas · last deployed by <@UOPERATOR> {2025-08-11 02:18 UTC}
      _ \`7K2M9QW4ZT1C8RX5VB3D\` · asked {2025-08-11 02:44 UTC}
      [Approve] [Approve with comment…] [Reject…] [Cancel]"
    `);
    expect(commandsOf(view)).toEqual({
      Approve: `/agent approve ${OPERATION_ID} --plan 4f2a91c0d3e5`,
      "Approve with comment…": `/agent approve ${OPERATION_ID} --plan 4f2a91c0d3e5 --comment`,
      "Reject…": `/agent reject ${OPERATION_ID} --reason`,
      Cancel: `/agent cancel ${OPERATION_ID}`,
    });
    expect(buttonsOf(view).map(({ action_id, style }) => [action_id, style])).toEqual([
      ["command.run:0", "primary"],
      ["command.ask:1", undefined],
      ["command.ask:2", undefined],
      ["command.run:3", undefined],
    ]);
  });

  it("says the same where the workspace refuses a timeline", () => {
    const { fallbackBlocks = [] } = renderChange(waiting);
    expect(showBlocks(fallbackBlocks)).toContain(
      "✓\u00a0Plan   ▸\u00a0Approval 0 of 1   ○\u00a0Roll back   ○\u00a0Watch until healthy",
    );
    expect(showBlocks(fallbackBlocks).split("\n")[0]).toBe(show(renderChange(waiting)).split("\n")[0]);
  });

  it("calls groups, counts who has approved, and leaves them out of those who still can", () => {
    const view = renderChange({
      ...waiting,
      approvals: [approval],
      rule: rule({
        approvals: 3,
        approvers: ["UADMIN", "UAPPROVER", "SONCALL", "COPS"],
        fromEach: ["SONCALL"],
      }),
    });
    expect(show(view)).toContain(
      [
        "*1 of 3 approvals*: <@UAPPROVER> (“confirmed on the dashboard”) · <@UADMIN>, <!subteam^SONCALL> or a member of <#COPS> can approve; not <@UOPERATOR>, who asked",
        "Among them has to be one of <!subteam^SONCALL>.",
        "Expires {2025-08-11 03:14 UTC}",
      ].join("\n"),
    );
  });

  it("names only whom it still takes, once nobody else would help", () => {
    const each = rule({
      approvals: 2,
      approvers: ["UADMIN", "UAPPROVER", "SLEADS", "COPS"],
      fromEach: ["SLEADS", "COPS"],
    });
    const lineOf = (approvals: typeof waiting.approvals): string =>
      show(renderChange({ ...waiting, rule: each, approvals }))
        .split("\n")
        .filter((line) => /approvals\*|Among/.test(line))
        .join("\n");
    expect(lineOf([])).toBe(
      "*0 of 2 approvals* · still needed: one of <!subteam^SLEADS> and a member of <#COPS>",
    );
    expect(lineOf([{ ...approval, comment: null, entries: ["UAPPROVER", "COPS"] }])).toBe(
      "*1 of 2 approvals*: <@UAPPROVER> · still needed: one of <!subteam^SLEADS>",
    );
    // One person stands for one of them, whichever helps most.
    const both = { ...approval, comment: null, entries: ["SLEADS", "COPS"] };
    expect(lineOf([both])).toBe("*1 of 2 approvals*: <@UAPPROVER> · still needed: a member of <#COPS>");
  });

  it("asks no more for a group of which somebody has approved", () => {
    const view = renderChange({
      ...waiting,
      approvals: [{ ...approval, entries: ["SONCALL"] }],
      rule: rule({ approvals: 2, approvers: ["SONCALL"], fromEach: ["SONCALL"] }),
    });
    expect(show(view)).not.toContain("Among them");
  });

  it("lets who asked approve where the rule allows that", () => {
    const view = renderChange({ ...waiting, rule: rule({ selfApproval: true }) });
    expect(show(view)).toContain("<@UADMIN>, <@UAPPROVER> or <@UOPERATOR> can approve\n");
  });

  it("says plainly when nobody can approve", () => {
    const view = renderChange({ ...waiting, rule: rule({ approvers: ["UOPERATOR"] }) });
    expect(show(view)).toContain("nobody can approve: rule `prod.rollback` names nobody else");
  });

  it("asks already while it is being posted, so that people are called once", () => {
    const view = renderChange(rollbackCard({ phase: "proposed", expiresAt: NOW + 30 * MINUTE }));
    expect(show(view)).toContain("<@UADMIN> or <@UAPPROVER> can approve");
    expect(show(view)).toBe(show(renderChange(waiting)));
    expect(Object.keys(commandsOf(view))).toContain("Approve");
  });

  it("shows the new plan when the agent changed meanwhile", () => {
    const changes = [{ what: "version", before: "20250811093000", after: "20250809003117" }] as const;
    const view = renderChange({ ...waiting, planNumber: 2, plan: rollbackPlan({ changes }) });
    expect(show(view).split("\n").slice(0, 3)).toEqual([
      "↻ *The plan changed, approvals were reset*",
      "The agent changed while this waited; the new plan: *Roll back prod/support-line* `20250811093000` → `20250809003117`.",
      "<@UOPERATOR> asks: “callers hear silence since 02:10”",
    ]);
  });

  it("does not claim that nothing was done after a call that may have taken effect", () => {
    const doubtful = { ...waiting, planNumber: 2, isDoubtful: true, calledAt: NOW };
    expect(renderChange(doubtful).text).toMatch(/ Whether the first call took effect is not known\.$/);
  });

  it("leaves who asks to the small print where there is no reason", () => {
    const shown = show(renderChange({ ...waiting, reason: null }));
    expect(shown).not.toContain("asks");
    expect(shown).toContain("_ `7K2M9QW4ZT1C8RX5VB3D` · asked by <@UOPERATOR> {2025-08-11 02:44 UTC}");
  });

  it("says when a roll-out is under way already", () => {
    const plan = rollbackPlan({ before: { ...rollbackPlan().before, isUpdating: true } });
    expect(show(renderChange({ ...waiting, plan }))).toContain(" · 3 replicas · a roll-out is under way · ");
  });

  it("puts into the headline what tells people most, and shortens the id of a deployment", () => {
    const deployment = {
      what: "deployment",
      before: "7c1b8a44-0000-4000-8000-000000000001",
      after: "2f00aa11-0000-4000-8000-000000000002",
    } as const;
    const image = { what: "image", before: "your-org/voice:0.9", after: "your-org/voice:0.8" } as const;
    const firstLines = (changes: ChangePlan["changes"]): string[] =>
      show(renderChange({ ...waiting, plan: rollbackPlan({ changes }) }))
        .split("\n")
        .filter((line) => line.includes("→"));
    expect(firstLines([deployment])).toEqual(["⏳ *Roll back prod/support-line* `7c1b8a44` → `2f00aa11`"]);
    expect(firstLines([deployment, image])).toEqual([
      "⏳ *Roll back prod/support-line* `your-org/voice:0.9` → `your-org/voice:0.8`",
      "Deployment `7c1b8a44` → `2f00aa11`",
    ]);
  });

  it("asks once more before a deletion is approved", () => {
    const request = { ...rollbackRequest, asked: { verb: "delete" } } as const;
    const plan = rollbackPlan({
      changes: [{ what: "agent", before: "support-line", after: null }],
      remarks: [{ kind: "live-sessions", count: 1 }, { kind: "irreversible" }],
    });
    const view = renderChange({ ...waiting, request, plan });
    expect(show(view)).toContain(
      "⚠️ This cannot be undone\n• 1 live session now; no new one can begin afterwards\n",
    );
    expect(buttonsOf(view)[0]).toMatchObject({
      text: { text: "Approve" },
      style: "danger",
      confirm: { title: { text: "Approve: delete prod/support-line?" } },
    });
  });
});

describe("the card of a change that is carried out", () => {
  it("tells what it means where nobody is asked", () => {
    expect(
      show(renderChange(deployCard({ phase: "proposed", expiresAt: NOW + 30 * MINUTE }))),
    ).toMatchInlineSnapshot(`
      "🔵 *Deploy voice/voice-starter* \`your-org/voice:0.8\` → \`your-org/voice:0.9\`
      It takes no approval (rule \`voice.deploy\`) and begins at once.
      Asked by <@UOPERATOR>
      Profile \`agent-1x\` → \`agent-2x\` · minimum instances \`0\` → \`1\`
      • 2 live sessions keep running; new ones get the new version
      • 1 instance kept warm, paid for around the clock
      plan "Deployment of voice/voice-starter"
        complete: Plan
        in_progress: Deploy
        pending: Watch until healthy
      _ Now: \`us-west\` · 1 replica · last deployed {2025-08-10 21:44 UTC}
      _ \`7K2M9QW4ZT1C8RX5VB3D\` · asked {2025-08-11 02:44 UTC}
      [Cancel]"
    `);
  });

  it("says at each step what is being done", () => {
    const steps = (["approved", "executing", "unsure", "unproven"] as const).map((phase) =>
      renderChange(rollbackCard({ phase }, { ...accepted, acceptedAt: null })),
    );
    expect(
      steps.map((view) => `${view.text}\n  ${Object.keys(commandsOf(view)).join(", ")}`).join("\n"),
    ).toMatchInlineSnapshot(`
      "*Rolling back prod/support-line* \`20250811090000\` → \`20250809003117\`. The plan is compared with LiveKit Cloud once more before the call.
        Cancel
      *Rolling back prod/support-line* \`20250811090000\` → \`20250809003117\`. The call to LiveKit Cloud is under way.
        Status
      *Rolling back prod/support-line* \`20250811090000\` → \`20250809003117\`. LiveKit Cloud did not confirm it; I look whether it happened before I call again.
        Status
      *I cannot tell whether prod/support-line was rolled back*. LiveKit Cloud did not confirm the call, and what it shows of the agent proves nothing either way. Look at the agent, then decide whether I do it again.
        Status, Do it again, Leave it"
    `);
    expect(commandsOf(renderChange(rollbackCard({ phase: "unproven" })))).toMatchObject({
      "Do it again": `/agent proceed ${OPERATION_ID}`,
      "Leave it": `/agent keep ${OPERATION_ID}`,
    });
  });

  it("shows progress and trouble while it is watched", () => {
    const progress = { word: "Validating", ready: { count: 1, of: 4 } };
    const assessment = { state: "working", progress, trouble: crash } as const;
    expect(
      show(renderChange(deployCard({ phase: "observing", assessment, pollFailure: null }, begun))),
    ).toMatchInlineSnapshot(`
      "🔵 *Deploying voice/voice-starter* \`your-org/voice:0.8\` → \`your-org/voice:0.9\`
      If the trouble does not pass, this counts as failed, and the card says what can be done.
      ▰▱▱▱ 1 of 4 ready · Validating
      ⚠️ \`CrashLoopBackOff\` · last exit 1 · restarts 12
      \`ModuleNotFoundError: No module named 'openai'\`
      Asked by <@UOPERATOR>
      Profile \`agent-1x\` → \`agent-2x\` · minimum instances \`0\` → \`1\`
      • 1 instance kept warm, paid for around the clock
      plan "Deployment of voice/voice-starter"
        complete: Plan
        complete: Deploy, 2 s
        in_progress: Watch until healthy
      _ \`7K2M9QW4ZT1C8RX5VB3D\` · asked {2025-08-11 02:44 UTC}
      [Status] [Logs]"
    `);
  });

  it("says with trouble whether callers are served, and what happens by itself", () => {
    const assessment = { state: "working", progress: { word: "", ready: null }, trouble: crash } as const;
    const seen = { phase: "observing", assessment, pollFailure: null, stillServing: true } as const;
    expect(show(renderChange(deployCard({ ...seen, rollbackAfterMs: 120_000 }, begun)))).toContain(
      "\nCalls are still taken by what was there before. If the trouble does not pass, this counts as failed, and is rolled back by itself 2 min later.\n",
    );
  });

  it("does not count restarts where there were none", () => {
    const assessment = { state: "failing", trouble: { ...crash, restarts: 0 } } as const;
    const progress = { word: "", ready: null };
    const view = renderChange(
      deployCard({ phase: "observing", assessment: { ...assessment, progress }, pollFailure: null }, begun),
    );
    expect(show(view)).toContain("⚠️ `CrashLoopBackOff` · last exit 1\n");
  });

  it("fills the bar only when all is ready, and never draws one longer than a phone", () => {
    const lineAt = (count: number, of: number): string => {
      const assessment = {
        state: "working",
        progress: { word: "", ready: { count, of } },
        trouble: null,
      } as const;
      const lines = show(
        renderChange(deployCard({ phase: "observing", assessment, pollFailure: null })),
      ).split("\n");
      return lines.find((line) => /^[▰▱]/.test(line)) ?? "";
    };
    expect(lineAt(0, 1)).toBe("▱ 0 of 1 ready");
    expect(lineAt(3, 3)).toBe("▰▰▰ 3 of 3 ready");
    expect(lineAt(49, 50)).toBe("▰▰▰▰▰▰▰▰▰▱ 49 of 50 ready");
    expect(lineAt(5, 3)).toBe("▰▰▰ 5 of 3 ready");
    expect(lineAt(0, 0)).toBe("");
  });

  it("does not call a look that failed a change that failed", () => {
    const call = {
      project: "voice",
      service: "Pipecat Cloud",
      endpoint: "GET /agents/{name}",
      changes: false,
    };
    const pollFailure = { kind: "platform-unavailable", cause: "timeout", call } as const;
    const view = renderChange(deployCard({ phase: "observing", assessment: null, pollFailure }, begun));
    expect(view.text).toBe(
      "*Deploying voice/voice-starter* `your-org/voice:0.8` → `your-org/voice:0.9`. Pipecat Cloud cannot be asked at the moment (`platform-unavailable`); that says nothing about the deployment, and I keep asking.",
    );
    expect(show(view)).toMatch(/^🔵/);
  });

  it("counts down to the automatic rollback", () => {
    const view = renderChange(
      deployCard(
        { phase: "countdown", rollbackAt: NOW + 5 * MINUTE, trouble: crash, stillServing: true },
        begun,
      ),
    );
    expect(show(view).split("\n").slice(0, 4)).toEqual([
      "🔴 *The deployment of voice/voice-starter failed*",
      "Calls are still taken by what was there before. It is rolled back by itself {2025-08-11 02:49 UTC}, unless an operator presses *Keep*.",
      "⚠️ `CrashLoopBackOff` · last exit 1 · restarts 12",
      "`ModuleNotFoundError: No module named 'openai'`",
    ]);
    expect(commandsOf(view)).toEqual({
      "Roll back now": `/agent proceed ${OPERATION_ID}`,
      Keep: `/agent keep ${OPERATION_ID}`,
      Logs: "/agent logs voice/voice-starter",
    });
  });

  it("is red where the approvals were passed over", () => {
    const card = rollbackCard(
      { phase: "executing" },
      { breakGlass: true, reason: "nobody awake", calledAt: NOW },
    );
    const view = renderChange(card);
    expect(view.text).toMatch(/^Break-glass: /);
    expect(show(view)).toMatch(/^🚨 Break-glass: \*Rolling back prod\/support-line\* /);
    expect(show(view)).toContain("\n<@UOPERATOR> skipped the approvals: “nobody awake”\n");
    expect(show(view)).toContain("complete: Approval skipped");
    const over = show(renderChange({ ...card, phase: "succeeded", endedAt: ENDED }));
    expect(over).toMatch(/^🟢 \*Rolled back/);
    expect(over).toContain("🚨 *Break-glass*: <@UOPERATOR> skipped the approvals: “nobody awake”");
  });

  it("says what an automatic rollback undoes, and asks nobody", () => {
    const view = renderChange(
      rollbackCard(
        { phase: "proposed", expiresAt: NOW + 30 * MINUTE },
        { rollbackOf: OPERATION_ID, reason: null },
      ),
    );
    expect(show(view)).toContain(`It undoes operation \`${OPERATION_ID}\`, which failed`);
    expect(show(view)).not.toContain("Approv");
  });

  it("says nothing that changes by itself", () => {
    for (const card of [
      waiting,
      deployCard({ phase: "observing", assessment: null, pollFailure: null }, begun),
    ]) {
      expect(JSON.stringify(renderChange(card))).not.toMatch(/\bago\b|just now/);
    }
  });

  it("offers to scale with what is kept warm told", () => {
    const plan = deployPlan({
      changes: [{ what: "minimum instances", before: "0", after: "2" }],
      remarks: [
        { kind: "live-sessions", count: 0 },
        { kind: "warm-instances", count: 2 },
      ],
    });
    const request = {
      ...deployCard({ phase: "proposed", expiresAt: NOW + 30 * MINUTE }).request,
      asked: { verb: "scale", min: 2, max: null },
    } as const;
    expect(show(renderChange(deployCard({ phase: "approved" }, { plan, request })))).toMatch(
      /^🔵 \*Scaling voice\/voice-starter\*\n.*\n.*\nMinimum instances `0` → `2`\n• No live session when this was planned\n• 2 instances kept warm, paid for around the clock\n/,
    );
  });

  it("is over 1 min 21 s after the call, waiting for people aside, in the words of the timeline", () => {
    expect(
      show(renderChange(rollbackCard({ phase: "succeeded", endedAt: ENDED }, accepted))),
    ).toMatchInlineSnapshot(`
      "🟢 *Rolled back prod/support-line* to \`20250809003117\` in 1 min 21 s
      Healthy in \`us-east\` and \`eu-central\` since {2025-08-11 02:45 UTC}.
      Asked by <@UOPERATOR>: “callers hear silence since 02:10” · approved by <@UAPPROVER> (“confirmed on the dashboard”)
      plan "Rollback of prod/support-line"
        complete: Plan
        complete: Approval, 31 s
        complete: Roll back, 2 s
        complete: Watch until healthy, 1 min 19 s
      _ \`7K2M9QW4ZT1C8RX5VB3D\` · asked {2025-08-11 02:44 UTC} · ended {2025-08-11 02:45 UTC}
      [Status]"
    `);
  });
});
