import { describe, expect, it } from "vitest";
import { parseCommand } from "../../../src/commands/parse-command.ts";
import { tokenize } from "../../../src/commands/tokenize.ts";
import type { AgentHold } from "../../../src/operations/agent-hold.ts";
import type { ApprovalRule } from "../../../src/policy/approval-rule.ts";
import type { Explanation } from "../../../src/policy/explanation.ts";
import { renderExplain } from "../../../src/views/render-explain.ts";
import { checkSlackLimits } from "./check-slack-limits.ts";
import { asker, HOUR, liveKitAgent, MINUTE, NOW } from "./fixtures.ts";
import { commandsOf, show } from "./show.ts";

const agent = liveKitAgent("prod", "support-line");
const FREE: AgentHold = { operation: null, lock: null };

const rule = (changes: Partial<ApprovalRule> = {}): ApprovalRule => ({
  name: "prod.default",
  approvals: 1,
  approvers: ["SONCALL"],
  fromEach: [],
  selfApproval: false,
  expiresAfterMs: 30 * MINUTE,
  reasonRequired: false,
  autoRollbackAfterMs: null,
  ...changes,
});
const explanation = (changes: Partial<Explanation> = {}): Explanation => ({
  project: "prod",
  verb: "rollback",
  needs: "operator",
  rule: rule(),
  approvers: [{ entry: "SONCALL", members: ["UADMIN", "UAPPROVER"] }],
  breakGlass: [{ entry: "UADMIN", members: ["UADMIN"] }],
  onCall: "SONCALL",
  person: { userId: "UOPERATOR", mayAsk: "yes", mayApprove: "no", mayBreakGlass: "no" },
  isReachable: "yes",
  ...changes,
});
const render = (changes: Partial<Explanation> = {}, hold = FREE, options = asker) =>
  renderExplain(agent, { explanation: explanation(changes), hold }, options);

describe("renderExplain", () => {
  it("says what it takes, what is in the way, and who can help", () => {
    const view = render();
    expect(view.text).toMatchInlineSnapshot(
      `"\`rollback\` of *prod/support-line* takes 1 approval (rule \`prod.default\`)."`,
    );
    expect(show(view)).toMatchInlineSnapshot(`
      "\`rollback\` of *prod/support-line* takes 1 approval (rule \`prod.default\`).
      *In its way now:* nothing

      *You* may ask for it; may not approve it when somebody else asks or skip the approvals

      *May approve:* <!subteam^SONCALL> (<@UADMIN> and <@UAPPROVER>), but not whoever asked

      *Terms:* a reason is optional · expires after 30 min · no automatic rollback

      *Break-glass:* <@UADMIN> with \`--break-glass "why"\`, which calls <!subteam^SONCALL>
      _ rule \`[vars.POLICY.rules.prod.default]\` · as of {2025-08-11 02:44 UTC}
      [Status] [Refresh] [Share to channel]"
    `);
  });

  it("says who locked the agent, who is at it, and what can be done about either", () => {
    const lock = { by: "UADMIN", since: NOW - HOUR, until: NOW + HOUR, reason: "demo for <!channel>" };
    const operation = { operationId: "7K2M", verb: "deploy", by: "UOPERATOR", since: NOW - MINUTE };
    const view = render({}, { operation, lock });
    expect(show(view).split("\n")[1]).toMatchInlineSnapshot(
      `"*In its way now:* a lock that <@UADMIN> put on it {2025-08-11 01:44 UTC} until {2025-08-11 03:44 UTC} (“demo for &lt;!channel&gt;”); \`/agent unlock prod/support-line\` lifts it, and a \`deploy\` that <@UOPERATOR> asked for {2025-08-11 02:43 UTC}, operation \`7K2M\`; it ends by itself or on its card"`,
    );
    expect(commandsOf(view)).toMatchObject({ Operations: "/agent operations --project prod" });
  });

  it("shows one of each, a reason, the automatic rollback, and groups that Slack does not tell about", () => {
    const strict = rule({
      name: "*.default",
      approvals: 2,
      fromEach: ["SONCALL", "COPS"],
      selfApproval: true,
      reasonRequired: true,
      autoRollbackAfterMs: 2 * MINUTE,
    });
    const approvers = [
      { entry: "UADMIN", members: ["UADMIN"] },
      { entry: "SONCALL", members: null },
      { entry: "COPS", members: [] },
    ];
    expect(show(render({ rule: strict, approvers, breakGlass: [], onCall: null }))).toMatchInlineSnapshot(`
      "\`rollback\` of *prod/support-line* takes 2 approvals (rule \`*.default\`).
      *In its way now:* nothing

      *You* may ask for it; may not approve it when somebody else asks or skip the approvals

      *May approve:* <@UADMIN>, <!subteam^SONCALL> (Slack did not say who is in it) and the members of <#COPS> (nobody is in it), whoever asked included
      One person from each of these, and never the same one twice: <!subteam^SONCALL> and the members of <#COPS>

      *Terms:* a reason is needed (\`--reason\`) · expires after 30 min · rolled back by itself 2 min after a failure, unless somebody says keep

      *Break-glass:* nobody may skip the approvals
      _ rule \`[vars.POLICY.rules."*".default]\` · as of {2025-08-11 02:44 UTC}
      [Status] [Refresh] [Share to channel]"
    `);
  });

  it("says that a rule which nobody can satisfy is a dead end", () => {
    expect(show(render({ isReachable: "no" }))).toContain("🔴 These are too few");
    for (const isReachable of ["yes", "unknown"] as const)
      expect(show(render({ isReachable }))).not.toContain("🔴");
  });

  it("says that a change is refused where no rule covers it, and how to mend that", () => {
    expect(show(render({ rule: null, approvers: [] }))).toMatchInlineSnapshot(`
      "\`rollback\` of *prod/support-line* is refused (\`no-approval-rule\`): no rule says who may approve it, so nobody may. Whoever runs Switchboard adds \`prod.rollback\` or \`prod.default\` to the policy.
      *In its way now:* nothing
      *You* may ask for it
      _ as of {2025-08-11 02:44 UTC}
      [Status] [Refresh] [Share to channel]"
    `);
  });

  it("speaks of no approvers where none are needed", () => {
    const views = [
      render({ rule: rule({ name: "staging.default", approvals: 0 }), approvers: [] }),
      render({ verb: "dispatch", rule: null, approvers: [] }),
    ];
    expect(views.map(show).join("\n\n")).toMatchInlineSnapshot(`
      "\`rollback\` of *prod/support-line* needs no approval (rule \`staging.default\`) and goes ahead at once.
      *In its way now:* nothing
      *You* may ask for it
      *Terms:* a reason is optional · no automatic rollback
      _ rule \`[vars.POLICY.rules.staging.default]\` · as of {2025-08-11 02:44 UTC}
      [Status] [Refresh] [Share to channel]

      \`dispatch\` of *prod/support-line* takes a role and no approval.
      *In its way now:* nothing
      *You* may ask for it
      _ as of {2025-08-11 02:44 UTC}
      [Status] [Refresh] [Share to channel]"
    `);
  });

  it("tells a person what they may do, what not, and what Slack did not say", () => {
    const of = (person: Partial<Explanation["person"]>): string => {
      const all = { userId: "U1", mayAsk: "no", mayApprove: "no", mayBreakGlass: "no", ...person } as const;
      return /\*You\* (.*)/.exec(show(render({ person: all })))?.[1] ?? "";
    };
    expect([
      of({ mayApprove: "yes" }),
      of({ mayAsk: "yes", mayApprove: "yes", mayBreakGlass: "yes" }),
      of({ mayAsk: "unknown", mayApprove: "unknown" }),
    ]).toMatchInlineSnapshot(`
      [
        "may approve it when somebody else asks; may not ask for it or skip the approvals; asking takes the role \`operator\`",
        "may ask for it, approve it when somebody else asks and skip the approvals",
        "may not skip the approvals; may perhaps ask for it and approve it when somebody else asks: Slack did not say; asking takes the role \`operator\`",
      ]
    `);
  });

  it("calls nobody: what a channel reads names people and groups by their ids", () => {
    const hold: AgentHold = {
      operation: { operationId: "7K2M", verb: "deploy", by: "UOPERATOR", since: NOW },
      lock: { by: "UADMIN", since: NOW, until: null, reason: "demo" },
    };
    const shared = JSON.stringify(render({}, hold, { ...asker, audience: "channel" }));
    expect(shared).not.toMatch(/<@|<!subteam|<!here|<!channel/);
    expect(shared).toContain("`UADMIN`");
    expect(shared).toContain("calls the group `SONCALL`");
  });

  it("offers commands that can be typed", () => {
    const hold = { ...FREE, operation: { operationId: "7K2M", verb: "deploy", by: "U1", since: NOW } };
    const commands = Object.values(commandsOf(render({}, hold)));
    expect(commands).toContain("/agent explain rollback prod/support-line");
    for (const command of commands) {
      const tokens = tokenize(command.replace("/agent ", ""));
      expect(tokens.ok && parseCommand("agent", tokens.value).ok).toBe(true);
    }
  });

  it("stays within Slack's limits with hostile names and a crowd", () => {
    const nasty = "<!channel> `x` *b* ".repeat(40);
    const crowd = Array.from({ length: 500 }, (_, index) => ({
      entry: `S${index}`,
      members: Array.from({ length: 500 }, () => `U${index}`),
    }));
    const view = renderExplain(
      { ...agent, name: nasty, id: nasty, project: nasty },
      {
        explanation: explanation({
          approvers: crowd,
          breakGlass: crowd,
          rule: rule({ name: nasty, fromEach: crowd.map(({ entry }) => entry) }),
        }),
        hold: {
          operation: { operationId: nasty, verb: nasty, by: nasty, since: NOW },
          lock: { by: nasty, since: NOW, until: NOW, reason: nasty },
        },
      },
      asker,
    );
    expect(checkSlackLimits(view)).toEqual([]);
    expect(view.text + show(view)).not.toContain("<!channel>");
  });
});
