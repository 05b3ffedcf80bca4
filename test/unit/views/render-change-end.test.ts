import { describe, expect, it } from "vitest";
import type { Failure } from "../../../src/failure.ts";
import type { ChangeAsked } from "../../../src/operations/change-request.ts";
import type { ChangeCard } from "../../../src/views/change-card.ts";
import { renderChange } from "../../../src/views/render-change.ts";
import {
  accepted,
  crash,
  deployCard,
  deployRequest,
  ENDED,
  OPERATION_ID,
  rollbackCard,
  rollbackPlan,
  rollbackRequest,
} from "./change-fixtures.ts";
import { MINUTE, NOW, SECOND } from "./fixtures.ts";
import { buttonsOf, commandsOf, show } from "./show.ts";

const endedAt = ENDED;
const begun = { calledAt: NOW, acceptedAt: NOW + 2 * SECOND };
const call = { project: "prod", service: "LiveKit Cloud", endpoint: "RollbackAgent", changes: false };
const unanswered = { kind: "platform-unavailable", cause: "timeout", call } as const;
const said = (cards: readonly ChangeCard[]): string =>
  cards.map((card) => `${show(renderChange(card)).split(" ")[0]} ${renderChange(card).text}`).join("\n");
const labels = (card: ChangeCard): string => Object.keys(commandsOf(renderChange(card))).join(", ");
const failure = {
  phase: "failed",
  endedAt,
  trouble: crash,
  keptBy: null,
  rollbackId: null,
  stuck: null,
  stillServing: null,
} as const;
const failed = deployCard(failure, begun);

describe("the card of a change that is over", () => {
  it("says first how it ended, then what was not done", () => {
    expect(
      said([
        rollbackCard({ phase: "succeeded", endedAt }, accepted),
        deployCard({ phase: "succeeded", endedAt }, begun),
        deployCard({ phase: "unchanged", endedAt, warning: "No changes detected" }, begun),
        failed,
        rollbackCard({ phase: "rejected", endedAt, by: "UAPPROVER", why: "wait for the morning" }),
        rollbackCard({ phase: "rejected", endedAt, by: "UAPPROVER", why: null }),
        rollbackCard({ phase: "expired", endedAt }),
        rollbackCard({ phase: "cancelled", endedAt, by: "UOPERATOR", why: null }),
        rollbackCard({ phase: "superseded", endedAt, by: "20250811093000" }, accepted),
      ]),
    ).toMatchInlineSnapshot(`
      "🟢 *Rolled back prod/support-line* to \`20250809003117\` in 1 min 21 s. Healthy in \`us-east\` and \`eu-central\` since <!date^1754880352^{date_short_pretty} at {time}|2025-08-11 02:45 UTC>.
      🟢 *Deployed voice/voice-starter* \`your-org/voice:0.8\` → \`your-org/voice:0.9\` in 1 min 52 s. Healthy in \`us-west\` since <!date^1754880352^{date_short_pretty} at {time}|2025-08-11 02:45 UTC>.
      ⚪ *Nothing was changed: voice/voice-starter was not deployed*. Pipecat Cloud found no difference and made no new deployment. It says: \`No changes detected\`.
      🔴 *The deployment of voice/voice-starter failed* after 1 min 50 s. It reports \`CrashLoopBackOff\`. Nothing more happens by itself.
      ⚪ *Rejected: prod/support-line was not rolled back*. <@UAPPROVER> said no: “wait for the morning”. Nothing was changed.
      ⚪ *Rejected: prod/support-line was not rolled back*. <@UAPPROVER> said no. Nothing was changed.
      ⚪ *Expired: prod/support-line was not rolled back*. 0 of 1 approvals came within 30 min, so nothing was changed.
      ⚪ *Cancelled: prod/support-line was not rolled back*. <@UOPERATOR> took it back. Nothing was changed.
      ⚪ *Overtaken: the rollback of prod/support-line was not followed to its end*. Somebody else brought in \`20250811093000\` meanwhile, and that is what counts now."
    `);
  });

  it("calls healthy what runs, and asleep what waits for a call", () => {
    const end = (asleep: readonly string[]) =>
      renderChange(rollbackCard({ phase: "succeeded", endedAt, asleep }, accepted)).text;
    expect(end(["eu-central"])).toMatch(
      /Healthy in `us-east` since <.*>\. Asleep in `eu-central` until the next call\.$/,
    );
    expect(end(["us-east", "eu-central"])).toMatch(
      /1 min 21 s\. Asleep in `us-east` and `eu-central` until the next call\.$/,
    );
  });

  it("says who kept what failed, or what undoes it", () => {
    const kept = deployCard({ ...failure, keptBy: "UADMIN" }, begun);
    const undone = deployCard({ ...failure, rollbackId: OPERATION_ID }, begun);
    expect(renderChange(kept).text).toContain(
      "<@UADMIN> keeps it as it is, so it is not rolled back by itself.",
    );
    expect(renderChange(undone).text).toContain(
      `It is undone by operation \`${OPERATION_ID}\`, which has a card of its own.`,
    );
  });

  it("says of what failed whether callers are served", () => {
    const text = (stillServing: boolean): string =>
      renderChange(deployCard({ ...failure, stillServing }, begun)).text;
    expect(text(true)).toMatch(
      / Calls are still taken by what was there before\. Nothing more happens by itself\.$/,
    );
    expect(text(false)).toMatch(/ It takes no calls\. Nothing more happens by itself\.$/);
  });

  it("says why what policy wants undone could not be, and offers to do it", () => {
    const agent = { project: "voice", id: "voice-starter", name: "voice-starter" };
    const reasons: readonly Failure[] = [
      { kind: "nothing-to-roll-back-to", agent, why: "no deployment before this one is known" },
      unanswered,
      { kind: "platform-unauthorized", call },
    ];
    const cards = reasons.map((stuck) => deployCard({ ...failure, trouble: null, stuck }, begun));
    expect(said(cards)).toMatchInlineSnapshot(`
      "🔴 *The deployment of voice/voice-starter failed* after 1 min 50 s. It was to be rolled back by itself, but that could not be begun. There is nothing to roll *voice/voice-starter* back to: no deployment before this one is known. Nothing was done. \`nothing-to-roll-back-to\`
      🔴 *The deployment of voice/voice-starter failed* after 1 min 50 s. It was to be rolled back by itself, but that could not be begun. Pipecat Cloud did not give a clear answer. \`platform-unavailable\`
      🔴 *The deployment of voice/voice-starter failed* after 1 min 50 s. It was to be rolled back by itself, but that could not be begun. *LiveKit Cloud* does not accept the key of project *prod*, so nothing was changed. Whoever runs Switchboard finds out more with \`/agent doctor\`. \`platform-unauthorized\`"
    `);
    for (const card of cards) expect(labels(card)).toBe("Roll back, Logs, Status");
  });

  it("is certain of what was refused, whatever the platform did not say", () => {
    const refusals = [
      null,
      unanswered,
      { kind: "platform-refused", status: 400, message: "no such version", call },
      { kind: "platform-unauthorized", call },
      { kind: "plan-changed", operationId: OPERATION_ID },
    ] as const;
    const cards = [
      ...refusals.map((failure) => rollbackCard({ phase: "refused", endedAt, failure })),
      rollbackCard({ phase: "refused", endedAt, failure: null }, { ...accepted, acceptedAt: null }),
    ];
    expect(said(cards)).toMatchInlineSnapshot(`
      "🔴 *prod/support-line was not rolled back*. LiveKit Cloud could not be called in time, so nothing was changed. Ask again if it is still wanted.
      🔴 *prod/support-line was not rolled back*. LiveKit Cloud did not give a clear answer for too long, but it is certain that nothing was changed. Ask again if it is still wanted. \`platform-unavailable\`
      🔴 *prod/support-line was not rolled back*. *LiveKit Cloud* refused this for *prod* with status 400, so nothing was changed. It says: \`no such version\` \`platform-refused\`
      🔴 *prod/support-line was not rolled back*. *LiveKit Cloud* does not accept the key of project *prod*, so nothing was changed. Whoever runs Switchboard finds out more with \`/agent doctor\`. \`platform-unauthorized\`
      🔴 *prod/support-line was not rolled back*. The agent changed before the call, so the plan did not hold any more and nothing was changed. Ask again for a new one. \`plan-changed\`
      🔴 *prod/support-line was not rolled back*. LiveKit Cloud was called, and looks proved that the call took no effect, so nothing was changed. Ask again if it is still wanted."
    `);
    for (const card of cards) expect(renderChange(card).text).toContain("nothing was changed");
  });

  it("says of what took too long whether callers are served", () => {
    const progress = { word: "Validating", ready: { count: 0, of: 1 } };
    const late = (stillServing: boolean | null): ChangeCard =>
      deployCard(
        { phase: "timed-out", endedAt: NOW + 20 * MINUTE, progress, trouble: null, stillServing },
        begun,
      );
    expect(said([late(true), late(false), late(null)])).toMatchInlineSnapshot(`
      "🔴 *The deployment of voice/voice-starter is not done after 19 min 58 s*. Calls are still taken by what was there before. I stopped watching; it may still come.
      🔴 *The deployment of voice/voice-starter is not done after 19 min 58 s*. It takes no calls. I stopped watching; it may still come.
      🔴 *The deployment of voice/voice-starter is not done after 19 min 58 s*. I stopped watching; it may still come."
    `);
    expect(show(renderChange(late(true)))).toContain("▱ 0 of 1 ready · Validating");
  });

  it("admits what it does not know", () => {
    const lost = { phase: "lost", endedAt, failure: null, leftBy: null } as const;
    expect(
      said([
        rollbackCard({ ...lost, failure: unanswered }, accepted),
        rollbackCard({ ...lost, failure: { kind: "platform-unreadable", call, path: "id" } }, accepted),
        rollbackCard(
          { ...lost, failure: { kind: "platform-rate-limited", call, retryAfterMs: null } },
          accepted,
        ),
        rollbackCard({ ...lost, failure: { kind: "plan-changed", operationId: OPERATION_ID } }),
        rollbackCard({ ...lost, failure: { kind: "platform-unauthorized", call } }),
        rollbackCard({ ...lost, failure: { kind: "platform-unauthorized", call } }, accepted),
        rollbackCard({ ...lost, leftBy: "UADMIN" }),
        rollbackCard({ ...lost, leftBy: "UADMIN", failure: unanswered }),
        rollbackCard(lost),
      ]),
    ).toMatchInlineSnapshot(`
      "⚪ *I do not know whether prod/support-line was rolled back*. LiveKit Cloud does not answer any more. Look at the agent before you repeat it. \`platform-unavailable\`
      ⚪ *I do not know whether prod/support-line was rolled back*. LiveKit Cloud does not answer any more. Look at the agent before you repeat it. \`platform-unreadable\`
      ⚪ *I do not know whether prod/support-line was rolled back*. LiveKit Cloud does not answer any more. Look at the agent before you repeat it. \`platform-rate-limited\`
      ⚪ *I do not know whether prod/support-line was rolled back*. The agent has changed since, and nobody knows whether the first call did something. Look at the agent before you repeat it. \`plan-changed\`
      ⚪ *I do not know whether prod/support-line was rolled back*. I could not find out whether the call took effect. Look at the agent before you repeat it. \`platform-unauthorized\`
      ⚪ *I do not know whether prod/support-line was rolled back*. LiveKit Cloud accepted it, but I could not follow it to its end. Look at the agent before you repeat it. \`platform-unauthorized\`
      ⚪ *I do not know whether prod/support-line was rolled back*. <@UADMIN> left it as it is, without proof either way. Nothing more is done.
      ⚪ *I do not know whether prod/support-line was rolled back*. <@UADMIN> left it as it is, without proof either way. Nothing more is done.
      ⚪ *I do not know whether prod/support-line was rolled back*. Nobody decided in time, so it was not done again. Look at the agent before you repeat it."
    `);
  });

  it("does not show what was planned where nothing was changed", () => {
    const unchanged = deployCard({ phase: "unchanged", endedAt, warning: null }, begun);
    expect(show(renderChange(unchanged))).not.toContain("→");
    expect(show(renderChange(failed))).toContain("Profile `agent-1x` → `agent-2x`");
  });

  it("says since when what was deleted is gone", () => {
    const request = { agent: rollbackRequest.agent, asked: { verb: "delete" } } as const;
    const card = rollbackCard({ phase: "succeeded", endedAt }, { ...accepted, request });
    expect(show(renderChange(card)).split("\n")[1]).toBe("Gone since {2025-08-11 02:45 UTC}.");
  });

  it("leaves out of the timeline what never came to pass", () => {
    const steps = (card: ChangeCard): string =>
      show(renderChange(card))
        .match(/(pending|in_progress|complete|error): .*/g)
        ?.join(" · ") ?? "";
    expect(steps(rollbackCard({ phase: "rejected", endedAt, by: "UAPPROVER", why: null }))).toBe(
      "complete: Plan · error: Approval 0 of 1",
    );
    expect(steps(rollbackCard({ phase: "cancelled", endedAt, by: "UOPERATOR", why: null }))).toBe(
      "complete: Plan",
    );
    expect(
      steps(rollbackCard({ phase: "refused", endedAt, failure: null }, { ...accepted, acceptedAt: null })),
    ).toBe("complete: Plan · complete: Approval, 31 s · error: Roll back");
    const lost = { phase: "lost", endedAt, failure: null, leftBy: null } as const;
    const watched = "complete: Plan · complete: Approval, 31 s · complete: Roll back, 2 s";
    expect(steps(rollbackCard(lost, accepted))).toBe(`${watched} · error: Watch until healthy, 1 min 19 s`);
    expect(steps(rollbackCard(lost, { ...accepted, acceptedAt: null }))).toBe(
      "complete: Plan · complete: Approval, 31 s · error: Roll back",
    );
    // Its approvals were reset when the plan changed after the first call.
    expect(steps(rollbackCard({ ...lost, leftBy: "UADMIN" }, { calledAt: NOW, isDoubtful: true }))).toBe(
      "complete: Plan · error: Roll back",
    );
    expect(steps(rollbackCard({ phase: "superseded", endedAt, by: "20250811093000" }, accepted))).toBe(
      `${watched} · error: Watch until healthy, 1 min 19 s`,
    );
    expect(steps(deployCard({ phase: "unchanged", endedAt, warning: null }, begun))).toBe(
      "complete: Plan · complete: Deploy, 2 s",
    );
    expect(steps(failed)).toBe(
      "complete: Plan · complete: Deploy, 2 s · error: Watch until healthy, 1 min 50 s",
    );
  });
});

describe("the buttons of a change that is over", () => {
  it("offer what helps after a failure", () => {
    expect(labels(failed)).toBe("Roll back, Logs, Status");
    expect(commandsOf(renderChange(failed))).toMatchObject({
      "Roll back": "/agent rollback voice/voice-starter",
    });
    expect(labels(deployCard({ ...failure, rollbackId: OPERATION_ID }, begun))).toBe("Logs, Status");
    expect(labels({ ...failed, request: rollbackRequest })).toBe("Versions, Logs, Status");
    const { agent } = rollbackRequest;
    const rollBack = (asked: ChangeAsked) =>
      commandsOf(renderChange({ ...failed, undoTo: "v1", request: { agent, asked } }))["Roll back"];
    // Later, the version before would be another one.
    expect(rollBack({ verb: "promote", from: "preview" })).toBe(
      "/agent rollback prod/support-line --version v1",
    );
    expect(rollBack({ verb: "restart" })).toBe("/agent rollback prod/support-line");
  });

  it("count the time to the failure, not the countdown after it", () => {
    const card = { ...failed, acceptedAt: NOW, failedAt: NOW + 12 * SECOND, endedAt: NOW + 42 * SECOND };
    expect(show(renderChange(card))).toContain("failed* after 12 s");
    expect(show(renderChange(card))).toContain("Watch until healthy, 12 s");
  });

  it("force what was found unchanged, with all that was asked", () => {
    const card = deployCard(
      { phase: "unchanged", endedAt, warning: null },
      { ...begun, reason: "new secrets" },
    );
    expect(commandsOf(renderChange(card))).toEqual({
      "Force redeploy":
        '/agent deploy voice/voice-starter --image your-org/voice:0.9 --min-agents 1 --profile agent-2x --force --reason "new secrets"',
      Status: "/agent status voice/voice-starter",
    });
    expect(labels({ ...card, request: rollbackRequest })).toBe("Status");
  });

  it("do not ask for the same again that the platform refused", () => {
    const refusal = { kind: "platform-refused", status: 400, message: "no such version", call } as const;
    const refused = { phase: "refused", endedAt, failure: refusal } as const;
    expect(labels(rollbackCard(refused))).toBe("Versions, Status");
    expect(labels(deployCard(refused))).toBe("Status");
    expect(labels(rollbackCard({ ...refused, failure: unanswered }))).toBe("Ask again, Status");
  });

  it("ask again for what came to nothing, with the reason but not past the approvals", () => {
    const expired = rollbackCard({ phase: "expired", endedAt }, { breakGlass: true });
    expect(commandsOf(renderChange(expired))).toMatchObject({
      "Ask again":
        '/agent rollback prod/support-line --version 20250809003117 --reason "callers hear silence since 02:10"',
    });
  });

  it("have the name of what is deleted typed again", () => {
    const request = { agent: deployRequest.agent, asked: { verb: "delete" } } as const;
    const view = renderChange(
      rollbackCard({ phase: "expired", endedAt }, { request, plan: rollbackPlan({ changes: [] }) }),
    );
    expect(buttonsOf(view)[0]).toMatchObject({
      text: { text: "Ask again…" },
      action_id: "command.ask:0",
      value: expect.stringMatching(/ --confirm$/),
    });
  });

  it("lead to the agents that are left after a deletion", () => {
    const request = { agent: rollbackRequest.agent, asked: { verb: "delete" } } as const;
    const card = rollbackCard({ phase: "succeeded", endedAt }, { ...accepted, request });
    expect(commandsOf(renderChange(card))).toEqual({ Agents: "/agent list --project prod" });
  });

  it("let go of a rejection", () => {
    expect(labels(rollbackCard({ phase: "rejected", endedAt, by: "UAPPROVER", why: null }))).toBe("Status");
  });
});
