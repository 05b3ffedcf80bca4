import { describe, expect, it } from "vitest";
import type { Failure } from "../../../src/failure.ts";
import { renderFailure } from "../../../src/views/render-failure.ts";
import { OPERATION_ID } from "./change-fixtures.ts";
import { HOUR, NOW } from "./fixtures.ts";
import { buttonsOf, commandsOf, show } from "./show.ts";

const agent = { project: "prod", id: "CA_1", name: "support-line" };
const link = "https://acme.slack.com/archives/COPS/p1";
const busy = { agent, by: "UOPERATOR", since: NOW, operationId: OPERATION_ID };
const said = (failures: readonly Failure[]): string =>
  failures.map((failure) => show(renderFailure(failure))).join("\n");

describe("what stands in the way of a change", () => {
  it("names who has the agent, since when, and leads to the card", () => {
    expect(
      said([
        { kind: "agent-busy", ...busy, verb: "rollback", link, phase: "awaiting-approval", isOwn: false },
        { kind: "agent-busy", ...busy, verb: "deploy", link: null, phase: "observing", isOwn: true },
        { kind: "agent-busy", ...busy, verb: "dispatch", link: null, phase: null, isOwn: false },
        { kind: "already-asked", ...busy, verb: "restart", link },
        { kind: "agent-locked", agent, by: "UADMIN", since: NOW, until: NOW + HOUR, reason: "demo" },
        { kind: "agent-locked", agent, by: "UADMIN", since: NOW, until: null, reason: "demo" },
        { kind: "not-locked", agent },
      ]),
    ).toMatchInlineSnapshot(`
      "*prod/support-line* has an open rollback by <@UOPERATOR> since {2025-08-11 02:44 UTC}, which is waiting for approval, so nothing was started. <https://acme.slack.com/archives/COPS/p1|Open that card>. \`agent-busy\`
      *prod/support-line* has an open deployment by <@UOPERATOR> since {2025-08-11 02:44 UTC}, which is being watched, so nothing was started. \`/agent operations --project prod\` shows how far it is. \`agent-busy\`
      *prod/support-line* has an open \`dispatch\` by <@UOPERATOR> since {2025-08-11 02:44 UTC}, so nothing was started. \`/agent operations --project prod\` shows how far it is. \`agent-busy\`
      <@UOPERATOR> asked for the same restart of *prod/support-line* {2025-08-11 02:44 UTC}, so nothing was started a second time. <https://acme.slack.com/archives/COPS/p1|Open that card>. \`already-asked\`
      *prod/support-line* is locked by <@UADMIN> since {2025-08-11 02:44 UTC} until {2025-08-11 03:44 UTC} (“demo”), so nothing was started. Talk to them, or lift it with \`/agent unlock prod/support-line\`. \`agent-locked\`
      *prod/support-line* is locked by <@UADMIN> since {2025-08-11 02:44 UTC} (“demo”), so nothing was started. Talk to them, or lift it with \`/agent unlock prod/support-line\`. \`agent-locked\`
      *prod/support-line* is not locked, so there was nothing to unlock. \`not-locked\`"
    `);
  });

  it("offers to cancel what waits for people, to who asked for it", () => {
    const open = { kind: "agent-busy", ...busy, verb: "rollback", link } as const;
    const buttons = (phase: string, isOwn: boolean) => commandsOf(renderFailure({ ...open, phase, isOwn }));
    expect(buttons("awaiting-approval", true)).toEqual({
      "Cancel that rollback": `/agent cancel ${OPERATION_ID}`,
    });
    expect(buttons("observing", true)).toEqual({});
    expect(buttons("awaiting-approval", false)).toEqual({});
  });

  it("names the rule and the way forward", () => {
    expect(
      said([
        { kind: "no-approval-rule", verb: "rollback", project: "prod" },
        { kind: "reason-needed", verb: "rollback", rule: "prod.rollback", flag: "--reason" },
        { kind: "shared-channel", channelId: "COPS" },
        { kind: "confirmation-needed", verb: "delete", agent, deployment: null },
        { kind: "confirmation-needed", verb: "delete", agent, deployment: "preview" },
        { kind: "nothing-to-change", verb: "scale", usage: "/agent scale <agent> [--min n]" },
      ]),
    ).toMatchInlineSnapshot(`
      "No rule says who may approve \`rollback\` in *prod*, so nobody can and nothing was started. Whoever runs Switchboard adds \`prod.rollback\` or \`prod.default\` to the policy. \`no-approval-rule\`
      \`rollback\` needs a reason here (rule \`prod.rollback\`), so nothing was done. Ask again with \`--reason "why"\`. \`reason-needed\`
      <#COPS> is shared with another company, which must not read this or decide it, so nothing was done. Ask again in a channel that only your workspace reads. \`shared-channel\`
      \`delete\` on *prod/support-line* cannot be undone, so nothing was done yet. Type the agent's name to confirm it: \`--confirm support-line\`. \`confirmation-needed\`
      \`delete\` on *prod/support-line* cannot be undone, so nothing was done yet. Type the deployment's name to confirm it: \`--confirm preview\`. \`confirmation-needed\`
      \`scale\` was not told what to change, so nothing was done. \`/agent help scale\` shows its flags. \`nothing-to-change\`"
    `);
  });

  it("says which versions there are, and why one cannot be had", () => {
    expect(
      said([
        { kind: "version-not-found", agent, version: "2025", known: ["20250811090000", "20250809003117"] },
        { kind: "version-not-found", agent, version: "2025", known: [] },
        { kind: "already-current", agent, version: "20250811090000" },
        { kind: "never-deployed", agent, version: "2025" },
        { kind: "nothing-to-roll-back-to", agent, why: "only one version was ever deployed" },
        { kind: "not-restorable", agent, version: "7c1b8a44", why: "its image is not known" },
        { kind: "deployment-not-found", agent, deployment: "canary", known: ["blue"] },
      ]),
    ).toMatchInlineSnapshot(`
      "*prod/support-line* has no version \`2025\`, so nothing was done. It has \`20250811090000\` and \`20250809003117\`. \`version-not-found\`
      *prod/support-line* has no version \`2025\`, so nothing was done. \`/agent versions prod/support-line\` shows what there is. \`version-not-found\`
      *prod/support-line* runs \`20250811090000\` already, so nothing was done. \`/agent versions prod/support-line\` shows the others. \`already-current\`
      Version \`2025\` of *prod/support-line* was never in service, so there is no going back to it, and nothing was done. \`/agent versions prod/support-line\` shows which were. \`never-deployed\`
      There is nothing to roll *prod/support-line* back to: only one version was ever deployed. Nothing was done. \`nothing-to-roll-back-to\`
      Deployment \`7c1b8a44\` of *prod/support-line* cannot be brought back: its image is not known. Nothing was done. \`not-restorable\`
      *prod/support-line* has no deployment \`canary\`, so nothing was done. It has \`blue\`. \`deployment-not-found\`"
    `);
  });
});

describe("what stands in the way of a decision", () => {
  it("says why the press did not count, and who could", () => {
    expect(
      said([
        { kind: "operation-not-found", operationId: OPERATION_ID },
        { kind: "operation-moved", operationId: OPERATION_ID, phase: "succeeded" },
        { kind: "operation-moved", operationId: OPERATION_ID, phase: "awaiting-approval" },
        { kind: "operation-moved", operationId: OPERATION_ID, phase: "failed" },
        { kind: "operation-moved", operationId: OPERATION_ID, phase: "cancelled" },
        { kind: "plan-changed", operationId: OPERATION_ID },
        { kind: "not-an-approver", rule: "prod.rollback", approvers: ["UADMIN", "SONCALL", "COPS"] },
        { kind: "not-an-approver", rule: "prod.rollback", approvers: [] },
        { kind: "self-approval", rule: "prod.rollback", approvers: ["UADMIN", "UAPPROVER"] },
        { kind: "already-approved", operationId: OPERATION_ID },
      ]),
    ).toMatchInlineSnapshot(`
      "I know no operation \`7K2M9QW4ZT1C8RX5VB3D\`, so nothing was done. \`/agent operations\` shows what is under way and what ended lately. \`operation-not-found\`
      You came too late for this: the operation is done, so nothing was done. Its card shows what can be done now. \`operation-moved\`
      You came too late for this: the operation is waiting for approval, so nothing was done. Its card shows what can be done now. \`operation-moved\`
      You came too late for this: the operation failed, so nothing was done. Its card shows what can be done now. \`operation-moved\`
      You came too late for this: the operation was cancelled, so nothing was done. Its card shows what can be done now. \`operation-moved\`
      The agent changed meanwhile and so did the plan, so this approval does not count. Read the new plan on the card and approve that one. \`plan-changed\`
      You cannot decide this: rule \`prod.rollback\` does not name you. <@UADMIN>, <!subteam^SONCALL> or a member of <#COPS> can. \`not-an-approver\`
      You cannot decide this: rule \`prod.rollback\` does not name you. Nobody can: the rule names no approver. \`not-an-approver\`
      You cannot approve this: you asked for it, and rule \`prod.rollback\` does not allow self-approval. <@UADMIN> or <@UAPPROVER> can. In an emergency \`--break-glass "why"\` skips the approvals, for those who may. \`self-approval\`
      You have approved this already, and that counts once. The next approval has to come from somebody else. \`already-approved\`"
    `);
  });
});

describe("a form for what is missing", () => {
  const command = "/agent delete prod/support-line";
  const button = (failure: Failure, asked = command) =>
    buttonsOf(renderFailure(failure, { command: asked }))[0];

  it("asks for the reason, and keeps the rest of the command", () => {
    const failure: Failure = { kind: "reason-needed", verb: "delete", rule: "prod.delete", flag: "--reason" };
    expect(button(failure)).toMatchObject({
      text: { text: "Give a reason…" },
      action_id: "command.ask:0",
      value: `${command} --reason`,
    });
    expect(buttonsOf(renderFailure(failure))).toEqual([]);
  });

  it("asks for the name, and forgets the one that was wrong", () => {
    const failure: Failure = { kind: "confirmation-needed", verb: "delete", agent, deployment: null };
    expect(button(failure, `${command} --reason "old"`)).toMatchObject({
      value: `${command} --reason "old" --confirm`,
    });
    expect(button(failure, `${command} --confirm supprt-line`)).toMatchObject({
      value: `${command} --confirm`,
    });
    expect(
      button({ ...failure, deployment: "preview" }, `${command} --deployment preview --confirm x`),
    ).toMatchObject({ value: `${command} --deployment preview --confirm` });
  });
});
