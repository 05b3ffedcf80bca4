import { describe, expect, it } from "vitest";
import {
  POLICY_USAGE,
  type PolicySource,
  type PolicyVars,
  runPolicyTool,
} from "../../../scripts/policy-tool.ts";
import { LOCAL_ADDRESSES, simulatedEnvironment } from "../../../sim/world/simulated-environment.ts";

const SIMULATED = simulatedEnvironment(LOCAL_ADDRESSES);
const run = (line: string, vars: PolicyVars = SIMULATED) => runPolicyTool(line.split(" "), () => vars);

describe("npm run policy", () => {
  it("explains a change to a person, and what only Slack can tell", async () => {
    const { text, exitCode } = await run("explain rollback prod/support-line --as UOPERATOR");
    expect(exitCode).toBe(0);
    expect(text).toMatchInlineSnapshot(`
      "rollback in prod: takes 1 approval
        who may ask    the role operator
        rule           [vars.POLICY.rules.prod.default]
        approvers      members of SONCALL
        from each      –
        self-approval  no
        expires        after 30 min
        reason         optional
        auto-rollback  no
        break-glass    UADMIN, UOPERATOR; calls the group SONCALL
        UOPERATOR      asks: yes · approves what others ask: only as a member of SONCALL · break-glass: yes"
    `);
  });

  it("explains a rule in full", async () => {
    const { text } = await run("explain delete prod/support-line");
    expect(text).toMatchInlineSnapshot(`
      "delete in prod: takes 2 approvals
        who may ask    the role operator
        rule           [vars.POLICY.rules.prod.delete]
        approvers      members of SONCALL, members of SLEADS
        from each      SONCALL, SLEADS
        self-approval  no
        expires        after 30 min
        reason         needed
        auto-rollback  no
        break-glass    UADMIN, UOPERATOR; calls the group SONCALL"
    `);
  });

  it("says what needs no approval, and what no rule covers", async () => {
    expect((await run("explain restart staging/x --as UVIEWER")).text).toMatchInlineSnapshot(`
      "restart in staging: needs no approval
        who may ask    the role operator
        rule           [vars.POLICY.rules.staging.default]
        reason         optional
        auto-rollback  no
        UVIEWER        asks: no"
    `);
    expect((await run("explain dispatch prod/x --as UADMIN")).text).toMatchInlineSnapshot(`
      "dispatch in prod: takes a role and no approval
        who may ask    the role operator
        UADMIN         asks: yes"
    `);
    const nothing = { PROJECTS: SIMULATED.PROJECTS, ROLES: SIMULATED.ROLES };
    expect(await run("explain restart prod/x --as UADMIN", nothing)).toMatchInlineSnapshot(`
      {
        "exitCode": 0,
        "text": "restart in prod: refused, because no rule says who may approve it (no-approval-rule)
        who may ask    the role operator
        UADMIN         asks: yes",
      }
    `);
  });

  it("lists for each project and change what holds", async () => {
    const { text, exitCode } = await run("check");
    expect(exitCode).toBe(0);
    expect(text.split("\n")).toHaveLength(1 + 3 * 7);
    expect(text).toContain("prod delete              2 approvals by rule prod.delete");
    expect(text).toContain("staging scale            no approval needed by rule staging.default");
  });

  it("says that an empty policy refuses everything", async () => {
    const { text, exitCode } = await run("check", { PROJECTS: { prod: {} } });
    expect(exitCode).toBe(1);
    expect(text).toContain("The policy has no rule, so nobody may approve anything");
    expect(text.match(/refused, no rule covers it/g)).toHaveLength(7);
  });

  it("ends with 1 and every mistake, of the roles too", async () => {
    const vars = {
      PROJECTS: SIMULATED.PROJECTS,
      ROLES: { owner: ["U1"] },
      POLICY: { on_call: "ada", rules: { production: {} } },
    };
    const both = await run("check", { ...vars, POLICY: { rules: { production: {}, prod: { fly: {} } } } });
    expect(both.exitCode).toBe(1);
    expect(both.text.split("\n").map((line) => line.split(":")[0])).toEqual([
      "ROLES",
      "POLICY.rules.production",
      "POLICY.rules.prod.fly",
    ]);
    expect(await run("explain rollback prod/x", vars)).toMatchObject({ exitCode: 1 });
    const { text, exitCode } = await run("check", { ...SIMULATED, ROLES: { admin: ["ada"] } });
    expect({ exitCode, key: text.split(":")[0] }).toEqual({ exitCode: 1, key: "ROLES.admin" });
  });

  it("says that no project is set up, and how to try it all the same", async () => {
    expect(await run("explain rollback prod/x", { PROJECTS: {} })).toEqual({
      text: "No project is set up in wrangler.toml; --simulated explains it with the simulated ones.",
      exitCode: 1,
    });
  });

  it("reads wrangler.toml unless told otherwise", async () => {
    const sources: PolicySource[] = [];
    for (const line of ["check", "check --file other.toml", "check --simulated"])
      await runPolicyTool(line.split(" "), (source) => {
        sources.push(source);
        return SIMULATED;
      });
    expect(sources).toEqual([{ file: "wrangler.toml" }, { file: "other.toml" }, "simulated"]);
  });

  it("shows how it is used when it was used otherwise", async () => {
    for (const line of [
      "",
      "explain",
      "explain rollback",
      "explain rollback a b",
      "check prod",
      "check --as U1",
      "chek",
      "check --simulated --file x.toml",
      "explain rollback prod/x --nope",
    ])
      expect(await run(line)).toEqual({ text: POLICY_USAGE, exitCode: 1 });
  });

  it("refuses verbs, projects and people that it cannot know", async () => {
    for (const line of [
      "explain fly prod/x",
      "explain rollback nope/x",
      "explain rollback prod/x --as ada",
    ]) {
      const { text, exitCode } = await run(line);
      expect(exitCode).toBe(1);
      expect(text).not.toBe(POLICY_USAGE);
    }
  });
});
